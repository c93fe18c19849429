import BlueprintModel

/// A machine of the simulated world.
struct SimulatedMachine: Sendable, Hashable {
  /// Where it belongs: `machines.web[2]`.
  let address: String
  /// The path that stands for it in inputs.
  let home: String
  /// Its network address.
  let network: String
  /// Labels, with the failure domains that the simulator gave it.
  var labels: [String: String]
  /// Whether it is switched on.
  var isOn = true
  /// The moment at which it comes back from the dead; nil while it lives.
  var deadUntil: Timestamp?
  /// Snapshots by identity.
  var snapshots: Set<String> = []

  /// A moment that never comes.
  static let never = Timestamp(milliseconds: .max)

  /// Whether anything can run on it.
  var isAlive: Bool { isOn && deadUntil == nil }

  /// Labels as `name=value`.
  var domains: [String] { labels.map { "\($0.key)=\($0.value)" }.sorted() }
}

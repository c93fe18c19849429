import BlueprintModel

/// A service instance of the simulated world.
struct SimulatedService: Sendable, Hashable {
  /// The address of its machine.
  var machine: String
  /// Its name on the machine.
  var name: String
  /// What it was started with; nil for one that hooks start.
  var specification: Digest?
  /// The ports that it listens on.
  var ports: [Int] = []
  /// Whether its process runs, or would if its machine did.
  var isRunning = false
  /// From when on it is healthy; nil if it never is.
  var healthyFrom: Timestamp?
  /// How often it was started.
  var starts = 0
}

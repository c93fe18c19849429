import BlueprintModel

/// One call of a verb as the simulated world sees it.
struct VerbScene: Sendable {
  /// What is to be done.
  let action: Action
  /// The token, the time limit, the handle.
  let context: ActionContext
  /// The identity of the step; nil where it is not known.
  let step: String?
  /// The moment.
  var now: Timestamp
  /// How long a service that is started now takes to be healthy; nil if it never is.
  var startUp: Duration?
  /// What the call answers instead.
  var stub: Stub?

  /// The input's entry `key`.
  subscript(key: String) -> Value? { action.input[key] }

  /// The address that the call is about.
  var address: String { action.address }

  /// The number of milliseconds under `key`.
  func milliseconds(_ key: String) -> Duration? {
    action.input[key]?.integer.map { .milliseconds($0) }
  }
}

/// What a verb that was done gives.
struct VerbResult: Sendable, Hashable {
  /// The handle; nil for none.
  var handle: Value?
  /// The outputs.
  var outputs: ValueMap

  init(handle: Value? = nil, outputs: ValueMap = [:]) {
    self.handle = handle
    self.outputs = outputs
  }
}

/// What the simulator does for one verb.
struct SimulatedVerb: Sendable {
  /// The kinds of values that an input must have.
  enum Kind: String, Sendable { case string, integer, list, map }

  /// What the input must have.
  var required: [(key: String, kind: Kind)] = []
  /// What is so from the beginning of the call on.
  var begin: @Sendable (inout SimulatedWorld, VerbScene) -> Void = { _, _ in }
  /// When the work is done, if the time that it takes does not say so: nil for never.
  var end: (@Sendable (SimulatedWorld, VerbScene) -> Timestamp?)?
  /// What is so at the end of the call.
  var finish: @Sendable (inout SimulatedWorld, VerbScene) throws(Failure) -> VerbResult

  /// Whether the verb works on a machine, and so needs to reach it.
  var isOnHost: Bool { required.contains { $0.key == "host" } }

  /// The failure of an input that is not what the verb needs.
  func mistake(in input: Value) -> Failure? {
    for (key, kind) in required {
      let value = input[key]
      if value?.kind == kind.rawValue { continue }
      let found = value.map { "found a \($0.kind)" } ?? "found nothing"
      return Failure(
        .permanent, code: "bad_input", "`\(key)`: expected a \(kind.rawValue), \(found)",
        changed: .no)
    }
    return nil
  }

  /// The verbs by name.
  static let all: [String: SimulatedVerb] = machines.merging(hosts) { $1 }
    .merging(services) { $1 }.merging(volumes) { $1 }.merging(controller) { $1 }
}

extension Failure {
  /// A failure of the simulated world that changed nothing.
  static func simulated(
    _ code: String, _ message: String, changed: Changed = .no
  ) -> Failure {
    simulated(.permanent, code, message, changed: changed)
  }

  /// As above, of another class than `permanent`.
  static func simulated(
    _ failureClass: FailureClass, _ code: String, _ message: String, changed: Changed = .no
  ) -> Failure {
    Failure(failureClass, code: code, message, changed: changed)
  }
}

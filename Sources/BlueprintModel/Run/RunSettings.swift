/// How a run is to be carried out; said when it is created, and part of its journal.
public struct RunSettings: Sendable, Hashable {
  /// What a failed step means for the rest.
  public var policy: FailurePolicy
  /// The moment by which the run must have ended; nil if it may take as long as it takes.
  public var deadline: Timestamp?

  /// Settings; a run stops at a failure and has no deadline unless it is said.
  public init(policy: FailurePolicy = .stop, deadline: Timestamp? = nil) {
    self.policy = policy
    self.deadline = deadline
  }
}

/// What a failed step means for the rest of its run.
public enum FailurePolicy: String, Sendable, Hashable, CaseIterable {
  /// No step is begun any more; those that were begun come to their end.
  case stop
  /// What needs the failed step is skipped; everything else goes on.
  case `continue`
  /// As `stop`; then what the run did is undone in reverse order, up to the point of no return.
  case rollback
}

extension RunSettings: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    let name = json["policy"]?.string ?? FailurePolicy.stop.rawValue
    guard let policy = FailurePolicy(rawValue: name) else {
      throw JSONShapeError("`policy`: unknown `\(name)`")
    }
    self.policy = policy
    deadline = json["deadline"]?.integer.map(Timestamp.init(milliseconds:))
  }

  public var json: Value {
    var map: ValueMap = ["policy": .string(policy.rawValue)]
    if let deadline { map["deadline"] = .integer(deadline.milliseconds) }
    return .map(map)
  }
}

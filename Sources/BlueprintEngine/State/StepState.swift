import BlueprintModel

/// Where a step of a run stands.
public enum StepState: Sendable, Hashable {
  /// Steps that it needs have not succeeded yet.
  case pending
  /// It may be performed.
  case ready
  /// It is performed again from this moment on: the next try after a failure, or the next look
  /// at an effect that takes its time.
  case delayed(until: Timestamp)
  /// Its intent is in the journal and the outcome is not. The driver that wrote the intent knows
  /// whether the call is in flight; to everybody else the effect is in doubt.
  case dispatched
  /// The answer was lost: the effect is in doubt, and the same call is made again from this
  /// moment on.
  case inDoubt(until: Timestamp)
  /// It is done.
  case succeeded
  /// It failed for good.
  case failed
  /// It was never begun, because another step failed.
  case skipped

  /// Whether nothing more happens to the step.
  public var isFinal: Bool {
    switch self {
    case .succeeded, .failed, .skipped: true
    case .pending, .ready, .delayed, .dispatched, .inDoubt: false
    }
  }
}

/// What the journal says about one step.
public struct StepProgress: Sendable, Hashable {
  /// Where the step stands.
  public internal(set) var state: StepState = .pending
  /// The present attempt, from 1.
  public internal(set) var attempt = 1
  /// When the present attempt was first dispatched; its time limit counts from here.
  public internal(set) var attemptBegan: Timestamp?
  /// Whether any attempt was ever dispatched.
  public internal(set) var isBegun = false
  /// Answers of the present attempt that were lost one after the other.
  public internal(set) var losses = 0
  /// The digest of each part of the desired state, as the last intent recorded it.
  var desired = ValueMap()
  /// Needs that have not succeeded yet.
  var unmet = 0
  /// The step's place in its ready line; 0 if it stands in none.
  var ticket = 0
}

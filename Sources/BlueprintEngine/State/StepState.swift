import BlueprintModel

/// Where a step of a run stands.
public enum StepState: Sendable, Hashable {
  /// Steps that it needs have not succeeded yet.
  case pending
  /// It may be performed, or decided.
  case ready
  /// It is performed again from this moment on: the next try after a failure, the next look
  /// at an effect that takes its time, or the end of a delay.
  case delayed(until: Timestamp)
  /// Its intent is in the journal and the outcome is not. The driver that wrote the intent knows
  /// whether the call is in flight; to everybody else the effect is in doubt.
  case dispatched
  /// The answer was lost: the effect is in doubt, and the same call is made again from this
  /// moment on.
  case inDoubt(until: Timestamp)
  /// It is a control step, and steps within it are not finished.
  case expanded
  /// It waits for a person, until this moment if there is one.
  case waiting(WaitingFor, until: Timestamp?)
  /// It is done.
  case succeeded
  /// Its condition was false: it counts as done.
  case omitted
  /// It failed for good.
  case failed
  /// It was never begun, because another step failed or the run was cancelled.
  case skipped

  /// Whether the step may be begun, or looked at again.
  var takesIntents: Bool {
    switch self {
    case .ready, .delayed, .dispatched, .inDoubt: true
    case .pending, .expanded, .waiting, .succeeded, .omitted, .failed, .skipped: false
    }
  }

  /// Whether nothing more happens to the step.
  public var isFinal: Bool {
    switch self {
    case .succeeded, .omitted, .failed, .skipped: true
    case .pending, .ready, .delayed, .dispatched, .inDoubt, .expanded, .waiting: false
    }
  }
}

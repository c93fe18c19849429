import BlueprintModel

/// What a run's state asks its driver to do. Making one changes nothing.
public enum Decision: Sendable, Hashable {
  /// Journal the intent, then have the step performed.
  case dispatch(StepID, attempt: Int, token: String)
  /// Journal that the attempt failed, for this reason.
  case fail(StepID, attempt: Int, token: String, Verdict)
  /// Nothing else happens before this moment unless a call in flight is answered.
  case wait(until: Timestamp)
  /// Journal the end.
  case finish(RunResult)
}

/// Why the engine itself ends an attempt.
public enum Verdict: Sendable, Hashable {
  /// The effect may or may not have happened, and the step must never be done twice.
  case inDoubt
  /// That many answers in a row were lost.
  case lost(times: Int)
  /// The attempt took longer than it may.
  case overdue(Duration)

  /// The failure to journal.
  public func failure(of step: Step) -> Failure {
    switch self {
    case .inDoubt:
      Failure(
        .unknown, code: "in_doubt",
        "it is not known whether `\(step.id)` took effect, and it must never be done twice",
        help: "find out whether it took effect, then start the operation again")
    case .lost(let times):
      Failure(
        .unknown, code: "no_answer",
        "the provider's answer was lost \(times) times in a row",
        help: "look into the provider's log, then start the operation again")
    case .overdue(let limit):
      Failure(
        .unknown, code: "timeout", "not done within its time limit of \(limit.blueprintText)")
    }
  }
}

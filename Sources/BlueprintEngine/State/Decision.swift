import BlueprintModel

/// What a run's state asks its driver to do. Making one changes nothing.
public enum Decision: Sendable, Hashable {
  /// Journal the intent, then have the step performed; a step without a verb is answered at once,
  /// and a control step decided.
  case dispatch(StepID, attempt: Int, token: String)
  /// Have the provider look up what became of an effect that must never be done twice.
  case recall(StepID, attempt: Int, token: String)
  /// Have the provider give up a call in flight.
  case giveUp(StepID)
  /// Journal that the attempt failed, for this reason.
  case fail(StepID, attempt: Int, token: String, Verdict)
  /// Journal that the run's deadline has passed.
  case overdue
  /// Nothing else happens before this moment unless a call in flight is answered.
  case wait(until: Timestamp)
  /// Journal the end.
  case finish(RunResult)
}

/// Why the engine itself ends an attempt.
public enum Verdict: Sendable, Hashable {
  /// That many answers in a row were lost.
  case lost(times: Int)
  /// The attempt took longer than it may.
  case overdue(Duration)
  /// The run is ended before its time.
  case aborted

  /// The code of what is given up because the run is ended.
  static let givenUp = "given_up"

  /// The failure to journal.
  public func failure(of step: Step) -> Failure {
    switch self {
    case .lost(let times):
      Failure(
        .unknown, code: "no_answer",
        "the provider's answer was lost \(times) times in a row",
        help: "look into the provider's log, then start the operation again")
    case .overdue(let limit):
      Failure(
        .unknown, code: "timeout", "not done within its time limit of \(limit.blueprintText)")
    case .aborted:
      Failure(.unknown, code: Self.givenUp, "given up, because the run was ended")
    }
  }
}

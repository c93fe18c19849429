import BlueprintModel

/// One thing to tell of a run. The displays, the JSON lines and the reports are all made of these
/// and of the ``RunStory`` that tells them.
struct StoryEvent {
  /// What happened. The raw value is the `type` of the JSON form, and a promise to programs.
  enum Kind: String, CaseIterable {
    case runCreated = "run_created"
    case runClaimed = "run_claimed"
    case runPaused = "run_paused"
    case runProceeding = "run_proceeding"
    case runCancelling = "run_cancelling"
    case runOverdue = "run_overdue"
    case runCompensating = "run_compensating"
    case runFinished = "run_finished"
    case stepStarted = "step_started"
    case stepAgain = "step_again"
    case stepDone = "step_done"
    case stepRetrying = "step_retrying"
    case stepInDoubt = "step_in_doubt"
    case stepFailed = "step_failed"
    case stepExpanded = "step_expanded"
    case stepOmitted = "step_omitted"
    case stepSkipped = "step_skipped"
    case stepWaiting = "step_waiting"
    case stepPromoted = "step_promoted"
    case stepRejected = "step_rejected"
    case stepSettled = "step_settled"
    case log
  }

  /// How much it matters.
  enum Level: String, CaseIterable { case debug, info, warning, error }

  /// What happened.
  let kind: Kind
  /// When.
  let at: Timestamp
  /// The number of the journal entry that tells of it; of a log line, of the newest entry before.
  let sequence: Int
  /// The run.
  let run: RunID
  /// The step, if it is about one.
  let step: StepID?
  /// The resource or instance that the step is about.
  let address: String?
  /// How much it matters.
  let level: Level
  /// What happened, in words.
  let message: String
  /// What else there is to say, by name.
  let details: ValueMap
}

extension StoryEvent {
  /// The event as one object of the event stream.
  var json: Value {
    var map = details
    map["type"] = .string(kind.rawValue)
    map["ts"] = .string(at.rfc3339)
    map["seq"] = .integer(sequence)
    map["run"] = .string(run.description)
    if let step { map["step"] = .string(step.description) }
    if let address { map["address"] = .string(address) }
    map["level"] = .string(level.rawValue)
    map["message"] = .string(message)
    return .map(map)
  }
}

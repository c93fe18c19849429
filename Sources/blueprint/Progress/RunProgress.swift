import BlueprintModel

/// What a viewer knows of a run: counts, what is under way, what failed. A fold over the run's
/// entries, like the engine's own state, but for people.
struct RunProgress {
  /// A step that is under way.
  struct Running {
    var step: StepID
    var since: Timestamp
    var attempt: Int
    var lastLine: String?
  }

  /// A step that failed for good, or will be tried again.
  struct Failed {
    var step: StepID
    var attempt: Int
    var failure: Failure
  }

  /// The plan's steps, by identity.
  let steps: [StepID: Step]
  /// Steps with an effect, which is what people count.
  let total: Int
  /// Steps with an effect that are done.
  private(set) var done = 0
  /// What is under way, in the order it began.
  private(set) var running: [Running] = []
  /// The newest failure of each step that failed.
  private(set) var failures: [StepID: Failed] = [:]
  /// How long each finished step took.
  private(set) var durations: [(step: StepID, duration: Duration)] = []
  /// How the run ended, if it did.
  private(set) var result: RunResult?
  /// The outputs, if it succeeded.
  private(set) var outputs: [PlannedOutput] = []

  /// The progress of a run of `plan` of which nothing is known yet.
  init(plan: Plan) {
    steps = Dictionary(plan.steps.map { ($0.id, $0) }) { first, _ in first }
    total = plan.steps.count { $0.verb != nil }
  }

  /// Takes up an entry.
  mutating func apply(_ entry: JournalEntry) {
    switch entry.fact {
    case .created, .captured, .omitted, .expanded, .waiting, .requested, .overdue: break
    case .intent(let step, let attempt, _, _, _): begin(step, attempt: attempt, at: entry.at)
    case .outcome(let step, let attempt, let outcome):
      end(step, attempt: attempt, outcome, at: entry.at)
    case .lost(let step, let attempt, let reason):
      running.removeAll { $0.step == step }
      failures[step] = Failed(
        step: step, attempt: attempt,
        failure: Failure(.unknown, code: "lost", "the answer was lost: \(reason)"))
    case .finished(let result, let outputs):
      self.result = result
      self.outputs = outputs
    }
  }

  private mutating func begin(_ step: StepID, attempt: Int, at moment: Timestamp) {
    if running.contains(where: { $0.step == step }) { return }
    running.append(Running(step: step, since: moment, attempt: attempt, lastLine: nil))
  }

  private mutating func end(
    _ step: StepID, attempt: Int, _ outcome: Outcome, at moment: Timestamp
  ) {
    let since = running.first { $0.step == step }?.since
    switch outcome {
    case .done:
      failures[step] = nil
      if steps[step]?.verb != nil { done += 1 }
      if let since { durations.append((step, moment - since)) }
    case .again: return
    case .failed(let failure):
      failures[step] = Failed(step: step, attempt: attempt, failure: failure)
    }
    running.removeAll { $0.step == step }
  }

  /// Takes up a line of a step's output.
  mutating func note(_ line: String, of step: StepID) {
    guard let index = running.firstIndex(where: { $0.step == step }) else { return }
    running[index].lastLine = line
  }
}

import BlueprintModel

// # One reading of facts
//
//     plan + journal entries + log lines ──RunStory──▶ [StoryEvent] ──▶ JSON lines, plain progress
//                                            │
//                                            └──▶ live progress, `runs show`, timelines, reports
//
// Whoever wants to know what a fact means for people asks the story. It is tolerant where the
// engine's own fold is strict: a journal that a newer program wrote is told of as far as it goes.

/// A run as people are told of it: a fold over its journal that also says what each entry means.
struct RunStory {
  /// The run.
  let run: RunID
  /// What it executes.
  let plan: Plan
  /// How it is carried out.
  private(set) var settings = RunSettings()
  /// The number of the newest entry.
  private(set) var sequence = 0
  /// When the run was created.
  private(set) var createdAt: Timestamp?
  /// When the newest entry was accepted.
  private(set) var lastAt: Timestamp?
  /// How it ended, if it did.
  private(set) var result: RunResult?
  /// The outputs, if it succeeded.
  private(set) var outputs: [PlannedOutput] = []
  /// The steps: those of the plan in its order, then those that came into being.
  var records: [StepRecord] = []
  /// The steps that each control step brought into being.
  var children: [Int: [Int]] = [:]
  /// The steps that are under way, in the order in which they began.
  var underWay: [Int] = []
  /// The steps that failed for good, in that order.
  var failed: [Int] = []
  /// Steps that people count.
  var total = 0
  /// How many of them are done.
  var done = 0
  /// Who asked for a pause that has not ended.
  var pausedBy: String?
  /// Who asked to end the run before its time.
  var cancelledBy: String?
  /// Whether the run's deadline has passed.
  private(set) var isOverdue = false
  /// Whether what the run did is being undone.
  var isCompensating = false
  /// The number of the newest request that was taken up.
  private(set) var lastRequest = 0

  var numbers: [StepID: Int] = [:]
  private var term = 0
  private let providers: [String: String]

  /// The story before the first entry.
  init(run: RunID, plan: Plan) {
    self.run = run
    self.plan = plan
    providers = Dictionary(
      plan.targets.map { ($0.name, $0.provider) }, uniquingKeysWith: { first, _ in first })
    records.reserveCapacity(plan.steps.count)
    for step in plan.steps { add(StepRecord(step, id: step.id)) }
  }

  /// The story as far as `entries` go.
  init(run: RunID, plan: Plan, entries: [JournalEntry]) {
    self.init(run: run, plan: plan)
    for entry in entries { _ = apply(entry) }
  }

  /// Takes up an entry, and tells what it means.
  mutating func apply(_ entry: JournalEntry) -> [StoryEvent] {
    sequence = entry.sequence
    lastAt = entry.at
    var events: [StoryEvent] = []
    if entry.term > term {
      term = entry.term
      let again = sequence > 2 && createdAt != nil
      events.append(
        event(
          .runClaimed, level: again ? .info : .debug, again ? "gone on with" : "begun",
          ["term": .integer(term)]))
    }
    return events + tell(entry.fact)
  }

  private mutating func tell(_ fact: Fact) -> [StoryEvent] {
    switch fact {
    case .created(let plan, let settings): return create(plan, settings)
    case .finished(let result, let outputs): return finish(result, outputs)
    case .overdue:
      isOverdue = true
      return [event(.runOverdue, level: .error, "the deadline has passed; nothing more is begun")]
    case .requested(let number, let by, let request):
      lastRequest = number
      return take(request, number: number, by: by)
    case .intent(let step, let attempt, _, _, _): return begin(step, attempt: attempt)
    case .outcome(let step, let attempt, let outcome):
      return answer(step, attempt: attempt, outcome)
    case .lost(let step, let attempt, let reason):
      return lose(step, attempt: attempt, reason: reason)
    case .captured: return []
    case .omitted(let step): return omit(step)
    case .expanded(let step, let expansion): return expand(step, expansion)
    case .waiting(let step, let kind, let message): return wait(step, kind, message)
    }
  }

  private mutating func create(_ hash: Digest, _ settings: RunSettings) -> [StoryEvent] {
    self.settings = settings
    createdAt = lastAt
    var details: ValueMap = [
      "deployment": .string(plan.deployment), "operation": .string(plan.operation.kind.rawValue),
      "arguments": .list(plan.operation.arguments.map(Value.string)),
      "plan": .string(hash.description), "total": .integer(total),
      "policy": .string(settings.policy.rawValue),
    ]
    if let deadline = settings.deadline { details["deadline"] = .string(deadline.rfc3339) }
    let what = "\(plan.operation.text) \(plan.deployment)"
    return [event(.runCreated, "\(what), \(total) \(total == 1 ? "step" : "steps")", details)]
  }

  private mutating func finish(_ result: RunResult, _ outputs: [PlannedOutput]) -> [StoryEvent] {
    let events = skipTheRest()
    self.result = result
    self.outputs = outputs
    let details: ValueMap = [
      "result": .string(result.rawValue), "done": .integer(done), "total": .integer(total),
    ]
    let level: StoryEvent.Level =
      switch result {
      case .succeeded: .info
      case .cancelled: .warning
      case .failed, .rolledBack, .rollbackFailed: .error
      }
    return events + [event(.runFinished, level: level, result.words, details)]
  }

  /// Takes up a line of a step's output.
  mutating func note(_ line: String, of step: StepID, at moment: Timestamp) -> StoryEvent? {
    guard let number = numbers[step] else { return nil }
    records[number].note(line)
    return event(.log, step: number, at: moment, level: .debug, line)
  }

  /// The provider that performs a step; nil for the engine itself.
  func provider(of step: Step) -> String? { step.target.flatMap { providers[$0] } }

  /// The record of the step `id`.
  subscript(id: StepID) -> StepRecord? { numbers[id].map { records[$0] } }

  /// Adds a step. Returns its number.
  @discardableResult mutating func add(_ record: StepRecord) -> Int {
    let number = records.count
    records.append(record)
    numbers[record.id] = number
    if let owner = record.owner { children[owner, default: []].append(number) }
    if record.isCounted, record.standing != .dormant { total += 1 }
    return number
  }

  /// An event of the newest entry.
  func event(
    _ kind: StoryEvent.Kind, step number: Int? = nil, at moment: Timestamp? = nil,
    level: StoryEvent.Level = .info, _ message: String, _ details: ValueMap = [:]
  ) -> StoryEvent {
    let record = number.map { records[$0] }
    return StoryEvent(
      kind: kind, at: moment ?? lastAt ?? Timestamp(milliseconds: 0), sequence: sequence, run: run,
      step: record?.id, address: record.map { $0.step.resource?.description ?? $0.step.phase },
      level: level, message: message, details: details)
  }
}

extension Operation {
  /// The operation as it is typed, without the program's name.
  var text: String {
    switch kind {
    case .action: (["action", "run"] + arguments).joined(separator: " ")
    default: ([kind.rawValue] + arguments).joined(separator: " ")
    }
  }
}

extension RunResult {
  /// The result for people.
  var words: String {
    switch self {
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .cancelled: "cancelled"
    case .rolledBack: "failed and undone"
    case .rollbackFailed: "failed, and undoing it failed too"
    }
  }
}

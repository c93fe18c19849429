import BlueprintModel

// # The engine
//
// A run is the fold of its journal and of nothing else. A fresh run and one that is continued
// after a crash are the same code: there is no resume branch.
//
//     entries ──apply──▶ RunState ──decide──▶ [Decision] ──DriveCore──▶ entries ──▶ store
//
// `State/` is pure: no clock, no chance, no input or output. `Drive/` turns decisions into
// entries and calls. `Ports/` is what the engine asks of a store.
//
// One step with a verb:
//
//                         ┌───────────────── intent ◀──────────────────┐
//                         ▼                                            │
//     pending ──▶ ready ──intent──▶ dispatched ──again──▶ delayed ─────┤ same attempt, same token
//        │          │                 │ │ │ └────lost──▶ inDoubt ──────┘
//        │          │             done│ │ └──failed, to be tried again──▶ delayed ──▶ next attempt
//        ▼          ▼                 ▼ ▼
//       skipped ◀───┘        succeeded   failed
//
// - An intent is in the journal before its call is made; the outcome follows when the call is
//   answered. A step whose intent has no outcome is `dispatched`. The driver that made the call
//   knows it to be in flight; a driver that did not make it finds the step in doubt and makes
//   the same call with the same token. Nothing else tells a crash from an ordinary moment.
// - Delays are moments in the state, computed from the entry that caused them.
// - A barrier (a step without verb, effect, delay and control) succeeds in the fold as soon as its
//   needs have, and is never journaled. Other steps without a verb are answered by the driver.
//
// One control step:
//
//     pending ──▶ ready ──expanded──▶ expanded ──▶ (frames of steps run) ──▶ succeeded | failed
//                   ▲                    │
//                   └── a `repeat` asks ─┘     ready ──waiting──▶ waiting ──requested──▶ succeeded
//
// - An `expanded` entry says what was decided; the steps that come of it follow from the plan.
//   They join the run's steps in a ``Frame``, and when that ends, the fold itself goes on: to the
//   next batch of a loop, to `rescue`, to `always`.
// - A step that fails stops its frame: what was not begun is skipped. The frame's end is the
//   failure of its owner, and so on outwards, unless something rescues or tolerates it.

/// Where a run stands: the fold of its journal over its plan.
public struct RunState: Sendable {
  /// Answers that may be lost in a row before an attempt fails as unknown.
  public static let maximumLosses = 5

  /// The run.
  public let run: RunID
  /// What it executes.
  public let plan: Plan
  /// How it is carried out.
  public private(set) var settings = RunSettings()
  /// The sequence number of the newest entry applied; 0 if there is none.
  public private(set) var sequence = 0
  /// The lease term of the newest entry applied.
  public private(set) var term = 0
  /// How the run ended, if it did.
  public private(set) var result: RunResult?
  /// The outputs, once the run has succeeded.
  public private(set) var outputs: [PlannedOutput] = []
  /// The deployment's resources, with what this run did to them.
  public internal(set) var resources: [ResourceAddress: Resource]
  /// The last failure of each step that failed for good, and made others fail or be skipped.
  public internal(set) var failures: [StepID: Failure] = [:]
  /// The last failure of each step that failed for good, and was rescued or may fail.
  public internal(set) var tolerated: [StepID: Failure] = [:]
  /// The progress of each step: those of the plan, then those that came into being.
  public internal(set) var progress: [StepProgress]
  /// Steps to which something may still happen.
  public internal(set) var remaining: Int
  /// How the run is going to end; nil while something may happen to a step.
  public internal(set) var conclusion: RunResult?
  /// Whether a person asked that nothing be begun for now.
  public internal(set) var isPaused = false
  /// What a person asked for who wants the run to end.
  public internal(set) var cancellation: Cancellation?
  /// Whether the run's deadline has passed.
  public internal(set) var isOverdue = false
  /// The number of the newest request taken up; 0 if there was none.
  public internal(set) var lastRequest = 0
  /// The messages of steps that wait for a person.
  public internal(set) var waiting: [StepID: String] = [:]

  /// How a run is brought to an end before its time.
  public enum Cancellation: Sendable, Hashable {
    /// What is in flight ends.
    case drain
    /// What is in flight is given up.
    case abort
  }

  /// Steps that control steps brought into being, after those of the plan.
  var children: [Step] = []
  var graph: StepGraph
  var frames: [Frame]
  var controls: [Int: OpenControl] = [:]
  /// What is kept of the outputs of steps.
  var captures: [Int: Capture] = [:]
  /// Whether what is in flight in some frame is to be given up.
  var isAborting = false
  /// How the effects of steps are undone.
  var undos: [Int: Undo] = [:]
  /// Whether the steps that undo the run undo all of it.
  var isUndoneWhole = false
  /// Frames that have ended, and whose owners do not know yet.
  var ended: [Int] = []
  /// Steps whose intent has no outcome: in flight or in doubt.
  var open: Set<Int> = []
  /// Attempts that the engine itself must end.
  var verdicts: [Int: Verdict] = [:]
  var ready: ReadyLines
  var wakes = WakeHeap()
  /// What the entry that is being applied means for the deployment's resources.
  var change: ResourceChange?
  /// When the entry that is being applied was accepted.
  var moment = Timestamp(milliseconds: 0)

  /// The kept outputs of a step.
  struct Capture: Sendable {
    var values: ValueMap
    var sealed: ValueMap
  }

  /// The state before the first entry.
  ///
  /// - Parameter known: the deployment's resources as the store has them now. Entries that they
  ///   reflect already may be applied again: the last word on a resource stays the same.
  public init(
    run: RunID, plan: Plan, known: [ResourceAddress: Resource] = [:]
  ) throws(RunFault) {
    self.run = run
    self.plan = plan
    graph = try StepGraph(plan)
    resources = known
    remaining = plan.steps.count
    progress = Array(repeating: StepProgress(), count: plan.steps.count)
    frames = [
      Frame(
        owner: nil, kind: .plan, prefix: "", pattern: "", turns: [],
        members: 0..<plan.steps.count, remaining: plan.steps.count)
    ]
    ready = ReadyLines(count: graph.lineKeys.count)
    for (number, unmet) in graph.needs.enumerated() { progress[number].unmet = unmet }
  }

  /// Applies an entry that the store accepted, or is asked to accept.
  ///
  /// - Returns: what the entry means for the deployment's resources, if anything.
  /// - Throws: ``RunFault`` if it does not follow from the entries before; the state is then of
  ///   no use any more.
  @discardableResult
  public mutating func apply(_ entry: JournalEntry) throws(RunFault) -> ResourceChange? {
    guard entry.sequence == sequence + 1 else {
      throw .journal(sequence: entry.sequence, "expected entry \(sequence + 1)")
    }
    guard entry.term >= term else {
      throw .journal(sequence: entry.sequence, "term \(entry.term) after term \(term)")
    }
    guard result == nil else { throw .journal(sequence: entry.sequence, "the run is finished") }
    sequence = entry.sequence
    term = entry.term
    moment = entry.at
    change = nil
    try applyFact(entry.fact)
    try concludeFrames()
    return change
  }

  private mutating func applyFact(_ fact: Fact) throws(RunFault) {
    switch fact {
    case .created(_, let settings):
      guard sequence == 1 else { throw damage("the run exists already") }
      self.settings = settings
      unlockRoots(of: 0)
      if plan.steps.isEmpty { ended.append(0) }
    case .finished(let result, let outputs):
      guard conclusion != nil else { throw damage("\(remaining) steps are not finished") }
      self.result = result
      self.outputs = outputs
    case .requested(let number, let by, let request):
      guard number > lastRequest else { throw damage("request \(number) was taken up already") }
      lastRequest = number
      take(request, by: by)
    case .overdue:
      isOverdue = true
      stop(0, aborting: true)
      stopRetries()
    default: try applyStepFact(fact)
    }
  }

  private mutating func applyStepFact(_ fact: Fact) throws(RunFault) {
    switch fact {
    case .intent(let step, let attempt, _, let desired, let undo):
      try begin(try number(of: step, attempt: attempt), desired, undo)
    case .outcome(let step, let attempt, let outcome):
      try answer(try number(of: step, attempt: attempt), outcome)
    case .lost(let step, let attempt, _): try lose(try number(of: step, attempt: attempt))
    case .captured(let step, let values, let sealed):
      captures[try known(step)] = Capture(values: values, sealed: sealed)
    case .omitted(let step): try omit(try known(step))
    case .expanded(let step, let expansion): try expand(try known(step), expansion)
    case .waiting(let step, let kind, let message):
      try wait(try known(step), kind, message)
    case .created, .finished, .requested, .overdue: break
    }
  }

  private func known(_ step: StepID) throws(RunFault) -> Int {
    guard let number = graph.numbers[step] else { throw damage("no step is named `\(step)`") }
    return number
  }

  private func number(of step: StepID, attempt: Int) throws(RunFault) -> Int {
    let number = try known(step)
    guard progress[number].attempt == attempt else {
      throw damage(
        "attempt \(attempt) of `\(step)`, which is at attempt \(progress[number].attempt)")
    }
    return number
  }

  /// The fault of the entry that is being applied.
  func damage(_ reason: String) -> RunFault { .journal(sequence: sequence, reason) }

  /// The fault of an entry that does not follow.
  func unexpected(_ what: String, _ number: Int) -> RunFault {
    damage("\(what) of `\(step(at: number).id)`, which is \(progress[number].state)")
  }
}

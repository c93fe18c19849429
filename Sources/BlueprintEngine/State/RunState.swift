import BlueprintModel

// # The engine
//
// A run is the fold of its journal and of nothing else. A fresh run and one that is continued
// after a crash are the same code: there is no resume branch.
//
//     entries ──apply──▶ RunState ──decide──▶ [Decision] ──RunDriver──▶ facts ──store──▶ entries
//
// `State/` is pure: no clock, no chance, no input or output. `Drive/` is thin: it journals what
// was decided, makes the calls, and journals the answers. `Ports/` is what the engine asks of
// a store.
//
// One step:
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
// - A barrier (a step without verb, effect and delay) succeeds in the fold as soon as its needs
//   have, and is never journaled. Other steps without a verb are journaled like the rest, and
//   the driver answers them itself.

/// Where a run stands: the fold of its journal over its plan.
public struct RunState: Sendable {
  /// Answers that may be lost in a row before an attempt fails as unknown.
  public static let maximumLosses = 5

  /// The run.
  public let run: RunID
  /// What it executes.
  public let plan: Plan
  /// What a failure means for the rest.
  public let policy: FailurePolicy
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
  /// The last failure of each step that failed for good.
  public internal(set) var failures: [StepID: Failure] = [:]
  /// The progress of each step, in plan order.
  public internal(set) var progress: [StepProgress]
  /// Steps to which something may still happen.
  public internal(set) var remaining: Int

  let graph: StepGraph
  /// Steps whose intent has no outcome: in flight or in doubt.
  var open: Set<Int> = []
  /// Attempts that the engine itself must end.
  var verdicts: [Int: Verdict] = [:]
  var ready: ReadyLines
  var wakes = WakeHeap()

  /// The state before the first entry.
  ///
  /// - Parameter known: the deployment's resources as the store has them now. Entries that they
  ///   reflect already may be applied again: the last word on a resource stays the same.
  public init(
    run: RunID, plan: Plan, known: [ResourceAddress: Resource] = [:],
    policy: FailurePolicy = .stop
  ) throws(RunFault) {
    self.run = run
    self.plan = plan
    self.policy = policy
    graph = try StepGraph(plan)
    resources = known
    remaining = plan.steps.count
    progress = Array(repeating: StepProgress(), count: plan.steps.count)
    ready = ReadyLines(count: graph.providers.count)
    for (number, unmet) in graph.needs.enumerated() { progress[number].unmet = unmet }
  }

  /// The progress of a step, or nil if the plan has none of that name.
  public subscript(step: StepID) -> StepProgress? { graph.numbers[step].map { progress[$0] } }

  /// The plan's step of that name.
  public func step(_ id: StepID) -> Step? { graph.numbers[id].map { plan.steps[$0] } }

  /// Applies an entry that the store accepted.
  ///
  /// - Throws: ``RunFault`` if it does not follow from the entries before; the state is then of
  ///   no use any more.
  public mutating func apply(_ entry: JournalEntry) throws(RunFault) {
    guard entry.sequence == sequence + 1 else {
      throw .journal(sequence: entry.sequence, "expected entry \(sequence + 1)")
    }
    guard entry.term >= term else {
      throw .journal(sequence: entry.sequence, "term \(entry.term) after term \(term)")
    }
    guard result == nil else { throw .journal(sequence: entry.sequence, "the run is finished") }
    sequence = entry.sequence
    term = entry.term
    if case .finished(let result, let outputs) = entry.fact {
      guard remaining == 0 else {
        throw .journal(sequence: sequence, "\(remaining) steps are not finished")
      }
      self.result = result
      self.outputs = outputs
    } else {
      try applyStepFact(entry)
    }
  }

  private mutating func applyStepFact(_ entry: JournalEntry) throws(RunFault) {
    switch entry.fact {
    case .intent(let step, let attempt, _, let desired, _):
      try begin(try number(of: step, attempt: attempt), desired, at: entry.at)
    case .outcome(let step, let attempt, let outcome):
      try answer(try number(of: step, attempt: attempt), outcome, at: entry.at)
    case .lost(let step, let attempt, _):
      try lose(try number(of: step, attempt: attempt), at: entry.at)
    case .created:
      guard sequence == 1 else { throw .journal(sequence: sequence, "the run exists already") }
      unlockRoots(at: entry.at)
    case .captured, .omitted, .expanded, .waiting, .requested, .overdue, .finished: break
    }
  }

  private func number(of step: StepID, attempt: Int) throws(RunFault) -> Int {
    guard let number = graph.numbers[step] else {
      throw .journal(sequence: sequence, "the plan has no step `\(step)`")
    }
    guard progress[number].attempt == attempt else {
      throw .journal(
        sequence: sequence,
        "attempt \(attempt) of `\(step)`, which is at attempt \(progress[number].attempt)")
    }
    return number
  }
}

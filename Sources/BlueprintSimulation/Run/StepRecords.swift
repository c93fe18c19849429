import BlueprintEngine
import BlueprintModel

/// What a journal says about the steps of a run: when each began and ended, how often it was tried,
/// how it ended.
public struct StepRecords: Sendable {
  /// What is known of one step.
  public struct Record: Sendable, Hashable {
    /// The first intent.
    public var began: Timestamp
    /// The end, if it has one.
    public var ended: Timestamp?
    /// Attempts that were begun.
    public var attempts = 1
    /// The last failure, if it failed.
    public var failure: Failure?
    /// Whether it was done.
    public var isDone = false
  }

  /// The steps that were begun, in the order of their first intents.
  public private(set) var order: [StepID] = []
  /// What is known of each of them.
  public private(set) var records: [StepID: Record] = [:]

  private let steps: [StepID: Int]
  private let needs: [[Int]]
  /// For each step of the plan, whether it is silent: it succeeds without an entry.
  private let isSilent: [Bool]
  private let ids: [StepID]
  private var isProven: [Bool]
  private var calls: [Int: StepID] = [:]
  /// The token of each intent without an outcome.
  private var tokens: [StepID: String] = [:]

  init(_ plan: Plan) {
    var numbers: [StepID: Int] = [:]
    numbers.reserveCapacity(plan.steps.count)
    for (number, step) in plan.steps.enumerated() { numbers[step.id] = number }
    steps = numbers
    needs = plan.steps.map { step in step.needs.compactMap { numbers[$0] } }
    isSilent = plan.steps.map { $0.verb == nil }
    ids = plan.steps.map(\.id)
    isProven = Array(repeating: false, count: plan.steps.count)
  }

  /// Takes an entry up. Returns the token that is settled by it.
  @discardableResult mutating func take(_ entry: JournalEntry) -> String? {
    switch entry.fact {
    case .intent(let step, let attempt, let token, _, _):
      if records[step] == nil { order.append(step) }
      records[step, default: Record(began: entry.at)].attempts = attempt
      tokens[step] = token
    case .outcome(let step, let attempt, let outcome):
      if case .again = outcome { return nil }
      end(step, attempt, outcome, at: entry.at)
      return tokens.removeValue(forKey: step)
    case .omitted(let step): prove(step)
    default: break
    }
    return nil
  }

  private mutating func end(
    _ step: StepID, _ attempt: Int, _ outcome: Outcome, at now: Timestamp
  ) {
    if records[step] == nil { order.append(step) }
    var record = records[step] ?? Record(began: now)
    record.ended = now
    record.attempts = attempt
    switch outcome {
    case .done:
      record.failure = nil
      record.isDone = true
      prove(step)
    case .failed(let failure): record.failure = failure
    case .again: break
    }
    records[step] = record
  }

  private mutating func prove(_ step: StepID) {
    if let number = steps[step] { isProven[number] = true }
  }

  // MARK: calls

  /// A call of `step` is made.
  mutating func begin(_ call: Int, _ step: StepID) { calls[call] = step }

  /// The step that a call is for.
  func step(of call: Int) -> StepID? { calls[call] }

  mutating func forgetCalls() { calls = [:] }

  /// A step that `step` needs and that is not done; nil if there is none. What has no entry of
  /// its own is done when the state says so.
  mutating func unmetNeed(of step: StepID, in state: RunState) -> StepID? {
    guard let number = steps[step] else { return nil }
    var rest = needs[number]
    while let need = rest.popLast() {
      if isProven[need] { continue }
      let progress = state[ids[need]]
      let isTolerated = state.tolerated[ids[need]] != nil
      guard isTolerated || isSilent[need] && progress?.state.isFinal == true else {
        return ids[need]
      }
      isProven[need] = true
      if isSilent[need] { rest += needs[need] }
    }
    return nil
  }
}

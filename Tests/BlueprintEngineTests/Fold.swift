import BlueprintEngine
import BlueprintModel
import BlueprintTesting

/// A run's state with the entries written by hand.
struct Fold {
  var state: RunState
  var now = Timestamp(milliseconds: 1_000_000)
  var limits = Limits(total: 100)
  var changes: [ResourceChange] = []

  init(
    _ steps: [Step], known: [Resource] = [], settings: RunSettings = RunSettings()
  ) throws {
    var plan = PlanFixture.plan(steps)
    plan.targets.append(TargetBinding(name: "there", provider: "other"))
    state = try RunState(
      run: RunID("run-1"), plan: plan,
      known: Dictionary(uniqueKeysWithValues: known.map { ($0.address, $0) }))
    try apply(.created(plan: plan.hash, settings: settings), term: 0)
  }

  mutating func decide(inFlight steps: [String] = []) -> [Decision] {
    var inFlight = InFlight()
    for step in steps { inFlight.insert(StepID(step), using: state.limitKeys(of: StepID(step))) }
    return state.decide(now: now, limits: limits, inFlight: inFlight)
  }

  /// The steps that would be dispatched.
  mutating func dispatched(inFlight: [String] = []) -> [String] {
    decide(inFlight: inFlight).compactMap { decision in
      guard case .dispatch(let step, _, _) = decision else { return nil }
      return step.description
    }
  }

  /// The tokens that would be dispatched.
  mutating func tokens() -> [String] {
    decide().compactMap { decision in
      guard case .dispatch(_, _, let token) = decision else { return nil }
      return token
    }
  }

  func states(_ steps: [String]) -> [StepState?] { steps.map { state[StepID($0)]?.state } }

  mutating func intend(_ step: String, desired: ValueMap = [:], term: Int = 1) throws {
    let attempt = state[StepID(step)]?.attempt ?? 1
    try apply(
      .intent(step: StepID(step), attempt: attempt, token: "t", desired: desired), term: term)
  }

  mutating func answer(_ step: String, _ outcome: Outcome) throws {
    let attempt = state[StepID(step)]?.attempt ?? 1
    try apply(.outcome(step: StepID(step), attempt: attempt, outcome))
  }

  mutating func lose(_ step: String) throws {
    let attempt = state[StepID(step)]?.attempt ?? 1
    try apply(.lost(step: StepID(step), attempt: attempt, reason: "gone"))
  }

  mutating func apply(_ fact: Fact, term: Int = 1) throws {
    let entry = JournalEntry(
      sequence: state.sequence + 1, at: now, term: max(term, state.term), fact: fact)
    if let change = try state.apply(entry) { changes.append(change) }
  }
}

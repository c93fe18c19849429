import BlueprintEngine
import BlueprintModel

/// A run that is driven by the engine's own core, in virtual time, on a simulated world.
///
///     core: a turn ─▶ entries to the journal ─▶ calls to the model ─┐
///          ▲                                                        │
///          └── answers ◀── time jumps to what happens next ◀────────┘
///
/// The journal survives the death of the controller, the core does not: the next one folds it, as
/// any process would that goes on with a run.
public struct SimulatedRun: Sendable {
  /// How a run is simulated.
  public struct Settings: Sendable {
    /// How the engine drives.
    public var configuration: DriveConfiguration
    /// How the run is carried out.
    public var run: RunSettings
    /// The secrets of the deployment.
    public var secrets: RunSecrets
    /// The longest that a run may take before it is given up as one that never ends.
    public var patience: Duration
    /// Whether the entries are kept. A run of many thousand machines is measured without them.
    public var keepsJournal: Bool

    /// Settings; see the properties for the parameters.
    public init(
      configuration: DriveConfiguration = DriveConfiguration(), run: RunSettings = RunSettings(),
      secrets: RunSecrets = .none, patience: Duration = .seconds(90 * 86_400),
      keepsJournal: Bool = true
    ) {
      self.configuration = configuration
      self.run = run
      self.secrets = secrets
      self.patience = patience
      self.keepsJournal = keepsJournal
    }
  }

  /// The run.
  public let id: RunID
  /// What it executes.
  public let plan: Plan
  /// How it is simulated.
  let settings: Settings
  /// What the run's state was folded from, in order.
  public private(set) var journal: [JournalEntry] = []
  /// The deployment's resources, as a store would have them.
  public private(set) var resources: [ResourceAddress: Resource]
  /// What must never be and was, in words.
  public private(set) var violations: [String] = []
  /// The moment.
  public private(set) var now: Timestamp
  /// What is known of the steps.
  public private(set) var record: StepRecords
  /// How often the controller died.
  public private(set) var crashes = 0

  private var term = 0
  private var lastRequest = 0
  private var core: DriveCore
  private let began: Timestamp

  /// A run that was just created at `now`.
  public init(
    _ id: RunID, plan: Plan, known: [ResourceAddress: Resource], settings: Settings = Settings(),
    at now: Timestamp
  ) throws(RunFault) {
    self.id = id
    self.plan = plan
    self.settings = settings
    self.now = now
    began = now
    resources = known
    record = StepRecords(plan)
    // Nobody compares the hash of a simulated plan, and of a very large one it takes its time.
    let hash = plan.steps.count < 10_000 ? plan.hash : Digest(of: id.description.utf8)
    let created = JournalEntry(
      sequence: 1, at: now, term: 0, fact: .created(plan: hash, settings: settings.run))
    var state = try RunState(run: id, plan: plan, known: known)
    try state.apply(created)
    journal = [created]
    core = DriveCore(
      state: state, term: 1, secrets: settings.secrets, configuration: settings.configuration)
    term = 1
  }

  /// How a drive was left.
  public enum End: Sendable, Hashable {
    /// The run is finished.
    case finished(RunResult)
    /// It waits for a person.
    case paused
    /// It does not end: nothing can happen any more, or it took too long.
    case stuck
  }

  /// Drives the run on `model` until it is finished or waits for a person.
  ///
  /// - Parameters:
  ///   - requests: what people ask of it, with the moments at which they do.
  ///   - faults: those that kill the controller.
  public mutating func drive(
    on model: inout SimulatorModel, requests: [(at: Timestamp, request: RunRequest)] = [],
    faults: [Fault] = [], seed: UInt64 = 0
  ) throws(RunFault) -> End {
    var requests = requests.sorted { $0.at < $1.at }[...]
    var crashes = CrashWatch(faults, seed: seed, start: now, entries: journal.count)
    let limit = now + settings.patience
    var events: [CoreEvent] = []
    while now <= limit {
      let moment = DriveMoment(now: now, elapsed: now - began)
      let turn = try core.turn(
        taking: events, at: moment, limits: settings.configuration.limits)
      take(turn, &model)
      events = []
      if let away = crashes.strikes(after: turn.entries, at: now, plan) {
        try crash(away: away, model: &model)
        continue
      }
      for giveUp in turn.giveUps { model.cancel(token: giveUp.token, at: now) }
      for call in turn.calls { begin(call, on: &model) }
      if turn.isCut { continue }
      if let end = end(turn, hasRequests: !requests.isEmpty) { return end }
      guard let next = next(turn, model, requests.first?.at) else { return .stuck }
      now = max(now, next)
      let answers = model.advance(to: now).filter { $0.call >> 40 == term }
      if let away = crashes.strikes(before: answers, of: record, at: now) {
        try crash(away: away, model: &model)
        continue
      }
      events = answers.map { event($0) }
      while let request = requests.first, request.at <= now {
        lastRequest += 1
        events.append(
          .requested(
            FiledRequest(number: lastRequest, run: id, by: "test", request: request.request)))
        requests.removeFirst()
      }
    }
    return .stuck
  }

  /// Lets another process go on with the run: it folds the journal.
  public mutating func `continue`(at moment: Timestamp) throws(RunFault) {
    now = max(now, moment)
    term += 1
    record.forgetCalls()
    guard settings.keepsJournal else { return }
    var state = try RunState(run: id, plan: plan, known: resources)
    for entry in journal { try state.apply(entry) }
    core = DriveCore(
      state: state, term: term, secrets: settings.secrets, configuration: settings.configuration)
  }

  /// What the state says of the run, for reports.
  public var state: RunState { core.state }

  private mutating func crash(away: Duration, model: inout SimulatorModel) throws(RunFault) {
    crashes += 1
    model.disconnect()
    try `continue`(at: now + away)
    // What happened meanwhile happened without anybody who could be told.
    _ = model.advance(to: now)
  }

  private mutating func take(_ turn: DriveTurn, _ model: inout SimulatorModel) {
    if settings.keepsJournal { journal += turn.entries }
    for entry in turn.entries {
      // Once its outcome is journaled, nobody asks for a token again.
      if let token = record.take(entry) { model.forget(token: token) }
    }
    for change in turn.changes {
      switch change {
      case .put(let resource): resources[resource.address] = resource
      case .remove(let address): resources[address] = nil
      }
    }
  }

  private mutating func begin(_ call: PreparedCall, on model: inout SimulatorModel) {
    if let missing = record.unmetNeed(of: call.step, in: core.state) {
      violations.append("`\(call.step)` was begun before `\(missing)` was done")
    }
    let number = term << 40 | call.number
    record.begin(number, call.step)
    let step = call.step.description
    model.perform(
      SimulatedCall(number: number, step: step, action: call.action, context: call.context),
      at: now)
  }

  private func event(_ answer: SimulatedAnswer) -> CoreEvent {
    let call = answer.call & (1 << 40 - 1)
    guard let outcome = answer.outcome else {
      return .answered(call: call, .lost(reason: "the answer was lost on its way"))
    }
    return .answered(call: call, .outcome(outcome))
  }

  /// How the run is left now; nil if it goes on.
  private func end(_ turn: DriveTurn, hasRequests: Bool) -> End? {
    switch core.rest(after: turn, at: now) {
    case .finished(let result): .finished(result)
    case .paused: hasRequests ? nil : .paused
    case .waiting: hasRequests || !waitsForPersonsOnly ? nil : .paused
    case .drained, nil: nil
    }
  }

  /// Whether nothing but a person brings the run on. The time limit of an approval could end it,
  /// too: who tests waits for the person instead.
  private var waitsForPersonsOnly: Bool {
    !core.state.waiting.isEmpty
      && !core.state.progress.contains { progress in
        switch progress.state {
        case .delayed, .inDoubt: true
        default: false
        }
      }
  }

  private func next(
    _ turn: DriveTurn, _ model: SimulatorModel, _ request: Timestamp?
  ) -> Timestamp? {
    [model.next, turn.wake, core.nextDeadline.map { began + $0 }, request].compactMap(\.self).min()
  }
}

import BlueprintEngine
import BlueprintModel

/// A deployment that is nothing but simulated: the world, the state that a store would have, and
/// the runs, one after the other.
public struct Simulation: Sendable {
  /// What came of a run.
  public struct Report: Sendable {
    /// How it was left.
    public var end: SimulatedRun.End
    /// When it began.
    public var began: Timestamp
    /// When it was left.
    public var ended: Timestamp
    /// The steps.
    public var records: StepRecords
    /// The journal.
    public var journal: [JournalEntry]
    /// The chain of steps that took the longest.
    public var path: CriticalPath
    /// The fewest healthy instances of each service at any moment.
    public var available: [String: Int]
    /// What must never be and was, in words.
    public var violations: [String]
    /// How often the controller died.
    public var crashes: Int
    /// What steps that wait for a person say.
    public var waiting: [StepID: String]

    /// How long it took.
    public var duration: Duration { ended - began }
  }

  /// The deployment, as a store would have it.
  public private(set) var state: DeploymentState
  /// The moment.
  public private(set) var now: Timestamp
  /// The run that waits for a person.
  public private(set) var paused: SimulatedRun?
  /// What chance depends on.
  public let seed: UInt64

  private let latencies: LatencyTable
  private let configuration: DriveConfiguration
  private var model: SimulatorModel
  private var runs = 0

  /// A deployment of which nothing exists; times count from 2030-01-01T00:00:00Z.
  public init(
    of deployment: String, seed: UInt64 = 0, latencies: LatencyTable = LatencyTable(),
    configuration: DriveConfiguration = DriveConfiguration()
  ) {
    self.init(
      state: DeploymentState(name: deployment), seed: seed, latencies: latencies,
      configuration: configuration)
  }

  /// A deployment that is as `state` says.
  public init(
    state: DeploymentState, seed: UInt64 = 0, latencies: LatencyTable = LatencyTable(),
    configuration: DriveConfiguration = DriveConfiguration()
  ) {
    self.state = state
    self.seed = seed
    self.latencies = latencies
    self.configuration = configuration
    now = Timestamp(milliseconds: 1_893_456_000_000)
    model = SimulatorModel(.init(seed: seed, latencies: latencies), at: now)
    model.adopt(state.resources.values.sorted { $0.address < $1.address }, at: now)
  }

  /// Where things go wrong, what calls answer and what people ask in one run.
  public struct Circumstances: Sendable {
    /// What goes wrong.
    public var faults: [Fault]
    /// What calls answer.
    public var stubs: [Stub]
    /// What people ask, with the time since the beginning.
    public var requests: [(after: Duration, request: RunRequest)]

    /// Circumstances; nothing happens unless it is said.
    public init(
      faults: [Fault] = [], stubs: [Stub] = [],
      requests: [(after: Duration, request: RunRequest)] = []
    ) {
      self.faults = faults
      self.stubs = stubs
      self.requests = requests
    }
  }

  /// Carries `plan` out.
  public mutating func carryOut(
    _ plan: Plan, settings: RunSettings = RunSettings(), secrets: RunSecrets = .none,
    _ circumstances: Circumstances = Circumstances(), keepsJournal: Bool = true
  ) throws(RunFault) -> Report {
    runs += 1
    let digits = String(runs, radix: 16)
    let id = RunID("run-" + String(repeating: "0", count: 12 - digits.count) + digits)
    let run = try SimulatedRun(
      id, plan: plan, known: state.resources,
      settings: .init(
        configuration: configuration, run: settings, secrets: secrets, keepsJournal: keepsJournal),
      at: now)
    state.serial += 1
    state.activeRun = id
    state.revision = plan.revision ?? state.revision
    return try drive(run, circumstances)
  }

  /// Goes on with the run that waits for a person, after the request was made.
  public mutating func goOn(
    with request: RunRequest?, _ circumstances: Circumstances = Circumstances()
  ) throws(RunFault) -> Report? {
    guard var run = paused else { return nil }
    paused = nil
    try run.continue(at: now)
    var circumstances = circumstances
    if let request { circumstances.requests.insert((.zero, request), at: 0) }
    return try drive(run, circumstances)
  }

  private mutating func drive(
    _ run: SimulatedRun, _ circumstances: Circumstances
  ) throws(RunFault) -> Report {
    var run = run
    let began = now
    model.begin(faults: circumstances.faults, stubs: circumstances.stubs, at: began)
    let end = try run.drive(
      on: &model, requests: circumstances.requests.map { (began + $0.after, $0.request) },
      faults: circumstances.faults, seed: seed)
    now = run.now
    state.resources = run.resources
    if case .finished(let result) = end {
      finish(run, result)
    } else {
      paused = run
    }
    let report = Report(
      end: end, began: began, ended: now, records: run.record, journal: run.journal,
      path: CriticalPath(run.plan, run.record),
      available: model.lowestAvailability(from: began, to: now),
      violations: run.violations + model.violations + orphans(), crashes: run.crashes,
      waiting: run.state.waiting)
    // A moment passes between two operations.
    now = now + .seconds(60)
    return report
  }

  private mutating func finish(_ run: SimulatedRun, _ result: RunResult) {
    state.activeRun = nil
    guard result == .succeeded else { return }
    state.outputs = run.state.outputs
    if run.plan.revision == nil, state.resources.isEmpty { state.revision = nil }
  }

  /// What is real and recorded nowhere.
  private func orphans() -> [String] {
    model.inventory.filter { state.resources[ResourceAddress($0)] == nil }
      .map { "`\($0)` exists, and no resource is recorded for it" }
  }
}

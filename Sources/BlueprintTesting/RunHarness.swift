import BlueprintEngine
import BlueprintModel

/// A run with its world: the store, the provider and the clock outlive every driver, as they do
/// in life.
public struct RunHarness: Sendable {
  /// The run.
  public let run = RunID("run-000000000001")
  /// The store itself.
  public let store: any StateStore
  /// The provider.
  public let provider: ScriptedProvider
  /// The clock.
  public let clock = ManualClock()
  /// What happens.
  public let trace: Trace
  /// How drivers drive.
  public var configuration: DriveConfiguration

  /// A world around `store`. Drivers never wait with a lease in hand unless told to.
  public init(
    store: any StateStore = MemoryStore(), script: ScriptedProvider.Script = [:],
    logLines: [String] = [], limits: Limits = Limits(total: 8)
  ) {
    trace = Trace()
    self.store = store
    provider = ScriptedProvider(script: script, trace: trace, logLines: logLines)
    configuration = DriveConfiguration(
      limits: limits, requestInterval: .seconds(86_400), shortWait: .zero)
  }

  /// A worker of that number.
  public static func holder(_ number: Int) -> LeaseHolder {
    LeaseHolder(host: "h", boot: "b", process: number, started: number, label: "worker \(number)")
  }

  /// Writes the plan and the run.
  public func create(_ plan: Plan, settings: RunSettings = RunSettings()) async throws {
    try await store.migrate()
    try await WitnessedStore(store, trace: trace).create(
      NewRun(id: run, plan: plan, settings: settings, createdBy: "test"), at: clock.now())
  }

  /// Has resources be there already, by a run before.
  public func seed(_ resources: [Resource]) async throws {
    let id = RunID("run-000000000000")
    try await store.migrate()
    try await store.create(
      NewRun(id: id, plan: PlanFixture.plan([]), createdBy: "test"), at: clock.now())
    let lease = try await store.claim(
      id, by: Self.holder(0), for: .seconds(60), evicting: nil, at: clock.now())
    let batch = AppendBatch(
      after: 1, facts: [.finished(.succeeded, outputs: [])],
      resources: resources.map { .put($0) })
    _ = try await store.append(batch, under: lease, at: clock.now())
  }

  /// Where the run stands, folded from its journal.
  public func state() async throws -> RunState {
    var state = try RunState(run: run, plan: try await store.plan(of: run))
    for entry in try await journal() { try state.apply(entry) }
    return state
  }

  /// A driver that sees the store as `view`.
  public func driver(_ view: any StateStore) -> RunDriver {
    RunDriver(store: view, providers: provider, clock: clock, configuration: configuration)
  }

  /// A lease for a worker, taking it from whoever has it.
  public func claim(_ view: any StateStore, worker: Int) async throws -> Lease {
    let present = try await view.run(run)?.lease
    return try await view.claim(
      run, by: Self.holder(worker), for: configuration.lease, evicting: present?.term,
      at: clock.now())
  }

  /// Drives as one worker, letting time pass when the run waits, until it is finished, waits for
  /// a person, or the worker dies. Returns nil unless it is finished.
  public func drive(
    worker: Int = 1, death: WitnessedStore.Death? = nil, secrets: RunSecrets = .none,
    observer: @escaping RunObserver = { _ in }
  ) async throws -> RunResult? {
    let view = WitnessedStore(store, trace: trace, death: death)
    while true {
      do {
        let lease = try await claim(view, worker: worker)
        let result = try await driver(view).drive(
          run, under: lease, secrets: secrets, observer: observer)
        switch result {
        case .finished(let result): return result
        case .waiting(let until): clock.advance(to: until)
        case .paused, .drained: return nil
        }
      } catch StoreError.finished {
        return try await store.run(run)?.result
      } catch {
        guard view.isDead else { throw error }
        return nil
      }
    }
  }

  /// The journal.
  public func journal() async throws -> [JournalEntry] {
    try await store.entries(of: run, after: 0)
  }

  /// What the store knows of the deployment.
  public func deployment() async throws -> DeploymentState? {
    try await store.deployment(PlanFixture.deployment)
  }
}

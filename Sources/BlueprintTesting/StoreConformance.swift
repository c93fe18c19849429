import BlueprintEngine
import BlueprintModel

/// What every ``StateStore`` must do. Each check gets an empty, migrated store.
public struct StoreConformance: Sendable, CustomStringConvertible {
  /// What a store did wrong.
  public struct Violation: Error, Sendable, CustomStringConvertible {
    /// The rule that was broken.
    public let description: String
  }

  /// What is checked.
  public let description: String
  private let body: @Sendable (any StateStore, Opener) async throws -> Void

  /// Opens the store under test once more, as the next process does.
  public typealias Opener = @Sendable () async throws -> any StateStore

  init(_ description: String, _ body: @escaping @Sendable (any StateStore) async throws -> Void) {
    self.init(description) { store, _ in try await body(store) }
  }

  init(
    _ description: String,
    _ body: @escaping @Sendable (any StateStore, Opener) async throws -> Void
  ) {
    self.description = description
    self.body = body
  }

  /// Runs the check. Throws ``Violation``, or what the store threw where it must not.
  ///
  /// - Parameter reopen: opens the same store again; nil for one that has no other life than that
  ///   of `store`.
  public func run(on store: any StateStore, reopen: Opener? = nil) async throws {
    try await store.migrate()
    try await body(store) {
      let again = try await reopen?() ?? store
      try await again.migrate()
      return again
    }
  }

  /// All checks.
  public static let all = creation + journal + leases + deployments + requests + company
}

/// Small tools of the checks.
enum Conformance {
  static let t0 = Timestamp(milliseconds: 1_000_000)
  static let lease = Duration.seconds(15)
  static let run = RunID("run-00000000000a")

  static func require(_ condition: Bool, _ rule: String) throws {
    guard condition else { throw StoreConformance.Violation(description: rule) }
  }

  /// Checks that `body` throws an error that `matches`.
  static func requireError<T>(
    _ rule: String, _ matches: (StoreError) -> Bool, _ body: () async throws -> T
  ) async throws {
    do {
      _ = try await body()
    } catch let error as StoreError {
      return try require(matches(error), "\(rule), not \(error)")
    }
    throw StoreConformance.Violation(description: "\(rule), not success")
  }

  static func newRun(
    _ plan: Plan, id: RunID = run, settings: RunSettings = RunSettings()
  ) -> NewRun {
    NewRun(id: id, plan: plan, settings: settings, createdBy: "ada")
  }

  /// Creates and claims a run of a deployment of its own, as worker 1.
  static func claimed(_ store: any StateStore, number: Int) async throws -> Lease {
    var plan = PlanFixture.plan([PlanFixture.step("a")])
    plan.deployment = "shop-\(number)"
    let id = RunID("run-\(number)")
    try await store.create(newRun(plan, id: id), at: t0)
    return try await claim(store, worker: 1, at: t0, id: id)
  }

  /// Creates a run and claims it as worker 1.
  static func claimed(
    _ store: any StateStore, plan: Plan = PlanFixture.plan([PlanFixture.step("a")])
  ) async throws -> Lease {
    try await store.create(newRun(plan), at: t0)
    return try await claim(store, worker: 1, at: t0)
  }

  static func claim(
    _ store: any StateStore, worker: Int, evicting: Int? = nil, at now: Timestamp, id: RunID = run
  ) async throws -> Lease {
    try await store.claim(
      id, by: RunHarness.holder(worker), for: lease, evicting: evicting, at: now)
  }

  static func intent(_ step: String) -> Fact {
    .intent(step: StepID(step), attempt: 1, token: "t-\(step)", desired: ["self": "d"])
  }

  static func resource(_ name: String, handle: Value = "h") -> Resource {
    Resource(
      address: ResourceAddress(name), target: PlanFixture.target, handle: handle,
      outputs: ["port": 80], applied: ["self": "d"], teardown: [Teardown(name: "delete")],
      uses: [ResourceAddress("machines.x")], protect: true)
  }

  /// Finishes the claimed run.
  static func finish(
    _ store: any StateStore, _ lease: Lease, after: Int, _ result: RunResult,
    outputs: [PlannedOutput] = []
  ) async throws {
    let batch = AppendBatch(after: after, facts: [.finished(result, outputs: outputs)])
    _ = try await store.append(batch, under: lease, at: t0)
    try await store.release(lease, wakeAt: nil)
  }
}

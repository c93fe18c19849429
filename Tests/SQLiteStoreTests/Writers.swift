import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import SQLiteStore
import Testing

/// Runs that append to one store at the same time, and remember what was acknowledged.
actor Writers {
  private let store: SQLiteStore
  private var leases: [Lease] = []
  private var acknowledged: [RunID: Int] = [:]
  private static let t0 = Timestamp(milliseconds: 1)

  /// Creates and claims `count` runs.
  init(count: Int, in store: SQLiteStore) async throws {
    self.store = store
    for number in 0..<count {
      var plan = PlanFixture.plan([PlanFixture.step("a")])
      plan.deployment = "shop-\(number)"
      let run = RunID("run-\(number)")
      try await store.create(NewRun(id: run, plan: plan, createdBy: "ada"), at: Self.t0)
      leases.append(
        try await store.claim(
          run, by: RunHarness.holder(1), for: .seconds(60), evicting: nil, at: Self.t0))
    }
  }

  /// Has each run append `count` facts.
  func append(_ count: Int) async throws {
    for error in await appendAll(upTo: count) { throw error }
  }

  /// Has each run append until that does not work. Returns why.
  func appendUntilRefused() async throws -> [StoreError] { await appendAll(upTo: 5_000) }

  /// Has each run append `count` facts, or until that does not work. Returns why.
  func appendAll(upTo count: Int) async -> [StoreError] {
    await withTaskGroup(of: StoreError?.self) { group in
      for lease in leases { group.addTask { await self.append(count, under: lease) } }
      var errors: [StoreError] = []
      while let error = await group.next() { errors += error.map { [$0] } ?? [] }
      return errors
    }
  }

  private func append(_ count: Int, under lease: Lease) async -> StoreError? {
    for _ in 0..<count {
      let sequence = 1 + acknowledged[lease.run, default: 0]
      let turn = sequence - 1
      // A step that is begun and asked to be looked at again, as often as one likes.
      let step = StepID("a")
      let facts: [Fact] = [
        turn % 2 == 0
          ? .intent(step: step, attempt: 1, token: "t", desired: [:])
          : .outcome(step: step, attempt: 1, .again(after: .zero))
      ]
      let resource = Resource(
        address: ResourceAddress("r\(turn)"), target: PlanFixture.target, handle: "h", outputs: [:],
        applied: [:], teardown: [], uses: [], protect: false)
      do throws(StoreError) {
        _ = try await store.append(
          AppendBatch(after: sequence, facts: facts, resources: [.put(resource)]), under: lease,
          at: Self.t0)
      } catch { return error }
      acknowledged[lease.run] = turn + 1
    }
    return nil
  }

  /// Compares the store with what was acknowledged: no more and no less.
  func expectWhatWasAcknowledged() async throws {
    for (number, lease) in leases.enumerated() {
      let count = acknowledged[lease.run, default: 0]
      let entries = try await store.entries(of: lease.run, after: 0)
      #expect(entries.count == 1 + count)
      #expect(try await store.deployment("shop-\(number)")?.resources.count == count)
    }
  }
}

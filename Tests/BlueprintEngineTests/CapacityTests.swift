import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Synchronization
import Testing

/// What runs share: pools, and how often a provider may be called.
@Suite struct CapacityTests {
  /// A provider that counts how many calls there are at once, and lets others have a turn.
  private final class Crowd: Provider, ProviderDirectory {
    let present = Mutex(0)
    let most = Mutex(0)
    let calls = Mutex(0)

    func provider(named name: String) async throws(ProviderFault) -> any Provider { self }

    func perform(
      _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
    ) async throws(ProviderFault) -> Outcome {
      let now = present.withLock { present in
        present += 1
        return present
      }
      most.withLock { $0 = max($0, now) }
      calls.withLock { $0 += 1 }
      for _ in 0..<20 { await Task.yield() }
      present.withLock { $0 -= 1 }
      return .done(handle: nil, outputs: [:])
    }

    func cancel(token: String) async {}
  }

  private func plan(_ number: Int, steps: Int) -> Plan {
    var plan = PlanFixture.plan(
      (0..<steps).map { index in
        var step = PlanFixture.step("s\(index)")
        step.pools = ["licences"]
        return step
      })
    plan.deployment = "d\(number)"
    return plan
  }

  @Test func aPoolIsSharedByAllRuns() async throws {
    let store = MemoryStore()
    let crowd = Crowd()
    let driver = RunDriver(
      store: store, providers: crowd,
      configuration: DriveConfiguration(limits: Limits(total: 8), shared: [.pool("licences"): 3]))
    try await withThrowingTaskGroup(of: DriveResult.self) { group in
      for number in 0..<20 {
        let id = RunID("run-\(number)")
        try await store.create(
          NewRun(id: id, plan: plan(number, steps: 10), createdBy: "test"), at: .zero)
        group.addTask {
          try await Supervisor(driver: driver, holder: RunHarness.holder(number)).run(id)
        }
      }
      for try await result in group { #expect(result == .finished(.succeeded)) }
    }
    #expect(crowd.calls.withLock { $0 } == 200)
    #expect(crowd.most.withLock { $0 } <= 3)
  }

  @Test func aRateIsKept() async throws {
    var harness = RunHarness(limits: Limits(total: 50))
    harness.configuration.shared = [.provider("scripted"): 50]
    harness.configuration.rates = [.provider("scripted"): 10]
    try await harness.create(PlanFixture.plan((0..<40).map { PlanFixture.step("s\($0)") }))
    let began = harness.clock.elapsed()
    let result = Task { [harness] in try await harness.drive() }
    #expect(
      try await eventually {
        harness.clock.advance(by: .milliseconds(100))
        return try await harness.store.run(harness.run)?.result != nil
      })
    #expect(try await result.value == .succeeded)
    #expect(harness.clock.elapsed() - began >= .seconds(2), "10 at once, and 10 in each second")
  }
}

extension Timestamp {
  fileprivate static var zero: Timestamp { Timestamp(milliseconds: 0) }
}

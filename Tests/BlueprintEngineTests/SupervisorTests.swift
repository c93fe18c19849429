import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Testing

@Suite(.timeLimit(.minutes(1))) struct SupervisorTests {
  private func supervisor(
    _ harness: RunHarness, worker: Int = 1, dead: [LeaseHolder] = []
  ) -> Supervisor {
    Supervisor(
      driver: harness.driver(harness.store), holder: RunHarness.holder(worker),
      isDead: { dead.contains($0) })
  }

  @Test func waitsForTheWakeTimeAndGoesOn() async throws {
    let harness = RunHarness(script: [StepID("a"): [[.again(after: .seconds(90)), .done()]]])
    try await harness.create(PlanFixture.plan([PlanFixture.step("a")]))
    let task = Task { try await supervisor(harness).run(harness.run) }
    #expect(
      try await eventually {
        try await harness.store.run(harness.run)?.wakeAt != nil && harness.clock.sleeperCount == 1
      })
    harness.clock.advance(by: .seconds(60))
    #expect(await eventually { harness.clock.nextDue == .seconds(30) }, "looks at the clock again")
    harness.clock.advance(by: .seconds(30))
    #expect(try await task.value == .finished(.succeeded))
  }

  @Test func aDrainEndsTheWait() async throws {
    let harness = RunHarness(script: [StepID("a"): [[.again(after: .seconds(90)), .done()]]])
    try await harness.create(PlanFixture.plan([PlanFixture.step("a")]))
    let drain = Drain()
    let task = Task { try await supervisor(harness).run(harness.run, drain: drain) }
    #expect(try await eventually { try await harness.store.run(harness.run)?.wakeAt != nil })
    await drain.request()
    #expect(try await task.value == .drained)
  }

  @Test func saysHowAFinishedRunEnded() async throws {
    let harness = RunHarness()
    try await harness.create(PlanFixture.plan([PlanFixture.step("a")]))
    #expect(try await supervisor(harness).run(harness.run) == .finished(.succeeded))
    #expect(try await supervisor(harness, worker: 2).run(harness.run) == .finished(.succeeded))
    #expect(harness.provider.actions.count == 1)
  }

  @Test func leavesALiveHolderAloneAndEvictsADeadOne() async throws {
    let harness = RunHarness()
    try await harness.create(PlanFixture.plan([PlanFixture.step("a")]))
    let held = try await harness.claim(harness.store, worker: 7)
    await #expect(throws: DriveError.store(.leased(held))) {
      try await supervisor(harness).run(harness.run)
    }
    let result = try await supervisor(harness, dead: [held.holder]).run(harness.run)
    #expect(result == .finished(.succeeded))
  }

  @Test func namesAMissingRun() async throws {
    let harness = RunHarness()
    await #expect(throws: DriveError.store(.notFound(RunID("run-x")))) {
      try await supervisor(harness).run(RunID("run-x"))
    }
  }
}

@Suite struct LeaseHolderTests {
  @Test func thisProcessLives() {
    let me = LeaseHolder.current(label: "test")
    #expect(!me.isKnownDead)
    #expect(me.started > 0)
    #expect(!me.boot.isEmpty)
  }

  @Test func aReusedProcessNumberAndAnotherBootAreDeath() {
    var other = LeaseHolder.current(label: "test")
    other.started -= 1
    #expect(other.isKnownDead)
    other = LeaseHolder.current(label: "test")
    other.boot = "another"
    #expect(other.isKnownDead)
  }

  @Test func anotherMachineIsNeverKnownToBeDead() {
    var other = LeaseHolder.current(label: "test")
    other.host += "-other"
    other.started = 1
    #expect(!other.isKnownDead)
  }
}

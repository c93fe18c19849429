import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Testing

/// What goes wrong around a drive: silence, a lost lease, a store out of reach, requests to stop.
@Suite(.timeLimit(.minutes(1))) struct DriveFaultTests {
  private func harness(
    _ script: ScriptedProvider.Script, steps: [Step] = [PlanFixture.step("a")]
  ) async throws -> RunHarness {
    var harness = RunHarness(script: script)
    harness.configuration.lease = .seconds(15)
    try await harness.create(PlanFixture.plan(steps))
    return harness
  }

  private func drive(
    _ harness: RunHarness, drain: Drain = Drain(), store: (any StateStore)? = nil
  ) async throws -> Task<DriveResult, any Error> {
    let view = store ?? harness.store
    let lease = try await harness.claim(view, worker: 1)
    return Task { try await harness.driver(view).drive(harness.run, under: lease, drain: drain) }
  }

  /// Waits until a call is silent and the drive has set its alarms.
  private func isCalled(_ harness: RunHarness) async -> Bool {
    await eventually { harness.provider.silentCount == 1 && harness.clock.sleeperCount >= 2 }
  }

  /// Lets time pass in steps small enough for renewals, until `condition` holds.
  private func pass(
    _ harness: RunHarness, until condition: () async throws -> Bool
  ) async throws -> Bool {
    try await eventually {
      if try await condition() { return true }
      let expiry = try await harness.store.run(harness.run)?.lease?.expiry
      let now = harness.clock.now()
      // Never outrun the renewals: a manual clock is faster than any store.
      if expiry.map({ $0 - now > .seconds(7) }) ?? true { harness.clock.advance(by: .seconds(1)) }
      return false
    }
  }

  @Test func aStepThatIsTooSlowIsAskedToGiveUp() async throws {
    var step = PlanFixture.step("a")
    step.timeout = .seconds(30)
    let harness = try await harness([StepID("a"): [[.silent]]], steps: [step])
    let task = try await drive(harness)
    #expect(await isCalled(harness))
    #expect(try await pass(harness) { harness.provider.cancelled.count == 1 })
    #expect(try await task.value == .finished(.failed))
    let facts = try await harness.journal().map(\.fact)
    guard case .outcome(_, _, .failed(let failure)) = facts[2] else {
      Issue.record("\(facts)")
      return
    }
    #expect(failure.code == "cancelled", "the provider's own account is kept")
  }

  @Test func aStepThatDoesNotEvenGiveUpFailsAsUnknown() async throws {
    var step = PlanFixture.step("a")
    step.timeout = .seconds(30)
    let deaf = DeafProvider()
    let store = MemoryStore()
    let clock = ManualClock()
    let driver = RunDriver(store: store, providers: deaf, clock: clock)
    try await store.create(
      NewRun(id: RunID("r"), plan: PlanFixture.plan([step]), createdBy: "t"), at: clock.now())
    let lease = try await store.claim(
      RunID("r"), by: RunHarness.holder(1), for: .seconds(15), evicting: nil, at: clock.now())
    let task = Task { try await driver.drive(RunID("r"), under: lease) }
    let isFinished = await eventually {
      let record = await store.run(RunID("r"))
      if record?.result != nil { return true }
      if let expiry = record?.lease?.expiry, expiry - clock.now() > .seconds(7) {
        clock.advance(by: .seconds(1))
      }
      return false
    }
    #expect(isFinished)
    #expect(try await task.value == .finished(.failed))
    guard
      case .outcome(_, _, .failed(let failure))? = try await store.entries(
        of: RunID("r"), after: 2
      ).first?.fact
    else {
      Issue.record("no outcome")
      return
    }
    #expect(failure.code == "timeout")
    #expect(failure.failureClass == .unknown)
    #expect(failure.changed == .unknown)
    #expect(clock.elapsed() >= .seconds(40), "time limit and grace")
  }

  @Test func aLeaseIsRenewedWhileAStepTakesItsTime() async throws {
    let harness = try await harness([StepID("a"): [[.silent, .done()]]])
    let task = try await drive(harness)
    #expect(await isCalled(harness))
    #expect(try await pass(harness) { harness.clock.elapsed() > .seconds(60) })
    #expect(try await harness.store.run(harness.run)?.lease?.term == 1)
    harness.provider.release()
    #expect(try await task.value == .finished(.succeeded))
  }

  @Test func aLostLeaseStopsTheDriveAtOnceAndWritesNothing() async throws {
    let harness = try await harness([StepID("a"): [[.silent]]])
    let task = try await drive(harness)
    #expect(await isCalled(harness))
    let taken = try await harness.claim(harness.store, worker: 2)
    harness.clock.advance(by: .seconds(5))
    await #expect(throws: DriveError.leaseLost(term: taken.term)) { try await task.value }
    #expect(try await harness.journal().count == 2)
    #expect(try await harness.store.run(harness.run)?.lease == taken)
  }

  @Test func aStoreThatTakesNothingStopsTheDrive() async throws {
    let harness = try await harness([:])
    let view = WitnessedStore(
      harness.store, trace: harness.trace, death: .init(append: 2, isAfterwards: false))
    let task = try await drive(harness, store: view)
    await #expect(throws: DriveError.self) { try await task.value }
    #expect(try await harness.journal().count == 2)
    #expect(try await harness.store.run(harness.run)?.lease?.term == 1, "left to run out")
  }

  @Test func nothingNewBeginsOnAnAgedLease() async throws {
    let harness = try await harness(
      [StepID("a"): [[.silent, .done()]]],
      steps: [PlanFixture.step("a"), PlanFixture.step("b", needs: ["a"])])
    let base = try #require(harness.store as? MemoryStore)
    let store = BrokenStore(base: base, fault: .refusesRenewals)
    let task = try await drive(harness, store: store)
    #expect(await isCalled(harness))
    harness.clock.advance(by: .seconds(11))
    harness.provider.release()
    let isAged = try await eventually {
      try await harness.journal().count == 3 && harness.clock.nextDue == .seconds(1)
    }
    #expect(isAged, "the answer is in the journal, and the next renewal is tried soon")
    harness.clock.advance(by: .seconds(5))
    await #expect(throws: DriveError.store(.unavailable("no renewal"))) { try await task.value }
    #expect(harness.provider.actions.count == 1)
  }

  @Test func drainingLetsTheStepEndAndGivesTheLeaseBack() async throws {
    let steps = [PlanFixture.step("a"), PlanFixture.step("b", needs: ["a"])]
    let harness = try await harness([StepID("a"): [[.silent, .done()]]], steps: steps)
    let drain = Drain()
    let task = try await drive(harness, drain: drain)
    #expect(await isCalled(harness))
    await drain.request()
    harness.provider.release()
    #expect(try await task.value == .drained)
    #expect(harness.provider.actions.count == 1, "nothing new was begun")
    #expect(try await harness.journal().count == 3, "what was in flight came to its end")
    #expect(try await harness.store.run(harness.run)?.lease == nil)
    #expect(try await harness.drive(worker: 2) == .succeeded)
  }

  @Test func drainingLeavesTheRestForLater() async throws {
    let harness = try await harness(
      [StepID("a"): [[.again(after: .seconds(60)), .done()]]],
      steps: [PlanFixture.step("a"), PlanFixture.step("b", needs: ["a"])])
    let drain = Drain()
    await drain.request()
    let task = try await drive(harness, drain: drain)
    #expect(try await task.value == .drained)
    #expect(harness.provider.actions.isEmpty)
    #expect(try await harness.store.run(harness.run)?.lease == nil)
    #expect(try await harness.drive(worker: 2) == .succeeded)
  }

  @Test func cancellingTheTaskLeavesEverythingInDoubt() async throws {
    let harness = try await harness([StepID("a"): [[.silent, .done()]]])
    let task = try await drive(harness)
    #expect(await isCalled(harness))
    task.cancel()
    await #expect(throws: DriveError.cancelled) { try await task.value }
    #expect(try await harness.journal().count == 2)
    #expect(try await harness.drive(worker: 2) == .succeeded)
    #expect(harness.provider.effects.values.allSatisfy { $0 == 1 })
  }

  @Test func aDamagedJournalIsNotDriven() async throws {
    let harness = try await harness([:])
    let lease = try await harness.claim(harness.store, worker: 1)
    let fact = Fact.lost(step: StepID("a"), attempt: 1, reason: "never begun")
    _ = try await harness.store.append(
      AppendBatch(after: 1, facts: [fact]), under: lease, at: harness.clock.now())
    await #expect(throws: DriveError.self) {
      try await harness.driver(harness.store).drive(harness.run, under: lease)
    }
    #expect(harness.provider.actions.isEmpty)
  }
}

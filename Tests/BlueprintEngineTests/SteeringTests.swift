import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Testing

/// What people ask of a run, deadlines, and what a failure means for the rest.
@Suite struct SteeringTests {
  private static let no = Failure(.permanent, code: "no", "no", changed: .no)
  private let approval = PlanFixture.control(
    "approval", .approve(message: "go on?"), needs: ["a"])

  @Test func anApprovalIsWaitedForWithoutALeaseAndPromotedLater() async throws {
    let harness = RunHarness()
    try await harness.create(
      PlanFixture.plan([
        PlanFixture.step("a"), approval, PlanFixture.step("b", needs: ["approval"]),
      ]))
    #expect(try await harness.drive() == nil)
    #expect(try await harness.store.run(harness.run)?.lease == nil)
    #expect(try await harness.state().waiting == [StepID("approval"): "go on?"])
    harness.clock.advance(by: .seconds(3 * 86_400))
    #expect(try await harness.drive(worker: 2) == nil, "still waiting")
    _ = try await harness.store.file(.promote(nil), of: harness.run, by: "ada")
    #expect(try await harness.drive(worker: 3) == .succeeded)
    let by = try await harness.journal().compactMap { entry in
      if case .requested(_, let by, _) = entry.fact { by } else { nil }
    }
    #expect(by == ["ada"])
  }

  @Test func aRefusedApprovalFailsWithTheReason() async throws {
    let harness = RunHarness()
    try await harness.create(PlanFixture.plan([PlanFixture.step("a"), approval]))
    _ = try await harness.drive()
    _ = try await harness.store.file(
      .reject(StepID("approval"), reason: "too early"), of: harness.run, by: "ada")
    #expect(try await harness.drive() == .failed)
    #expect(
      try await harness.state().failures[StepID("approval")]?.message
        == "refused by ada: too early")
  }

  @Test func refusingAllApprovalsLetsWhatIsInFlightEnd() async throws {
    let harness = RunHarness(script: [StepID("c"): [[.again(after: .seconds(5)), .done()]]])
    let asked = (1...2).map { PlanFixture.control("ask\($0)", .approve(message: "?")) }
    try await harness.create(PlanFixture.plan(asked + [PlanFixture.step("c")]))
    let view = WitnessedStore(harness.store, trace: harness.trace)
    let lease = try await harness.claim(view, worker: 1)
    _ = try await harness.driver(view).drive(harness.run, under: lease)
    #expect(try await harness.state().waiting.count == 2)
    _ = try await harness.store.file(.reject(nil, reason: ""), of: harness.run, by: "ada")
    #expect(try await harness.drive() == .failed)
    #expect(try await harness.state()[StepID("c")]?.state.isFinal == true)
  }

  @Test func anAbortWithNothingLeftToSkipIsACancelledRun() async throws {
    let harness = RunHarness(script: [StepID("a"): [[.again(after: .seconds(50))]]])
    try await harness.create(PlanFixture.plan([PlanFixture.step("a")]))
    let view = WitnessedStore(harness.store, trace: harness.trace)
    let lease = try await harness.claim(view, worker: 1)
    _ = try await harness.driver(view).drive(harness.run, under: lease)
    _ = try await harness.store.file(.abort, of: harness.run, by: "ada")
    #expect(try await harness.drive() == .cancelled)
  }

  @Test func whatAPersonSaysIsDoneIsRecorded() async throws {
    var never = PlanFixture.step("a")
    never.idempotency = .never
    let harness = RunHarness(script: [StepID("a"): [[.lost, .done()]]])
    try await harness.create(PlanFixture.plan([never]))
    #expect(try await harness.drive() == nil)
    _ = try await harness.store.file(.settle(StepID("a"), .done), of: harness.run, by: "ada")
    #expect(try await harness.drive() == .succeeded)
    #expect(try await harness.deployment()?.resources.keys.map(\.description) == ["a"])
  }

  @Test func anApprovalMayHaveATimeLimit() async throws {
    var limited = approval
    limited.timeout = .seconds(60)
    let harness = RunHarness()
    try await harness.create(PlanFixture.plan([PlanFixture.step("a"), limited]))
    #expect(try await harness.drive() == .failed)
    #expect(try await harness.state().failures[StepID("approval")]?.code == "timeout")
  }

  @Test func aPausedRunBeginsNothing() async throws {
    let harness = RunHarness()
    try await harness.create(PlanFixture.plan([PlanFixture.step("a")]))
    _ = try await harness.store.file(.pause, of: harness.run, by: "ada")
    #expect(try await harness.drive() == nil)
    #expect(harness.provider.actions.isEmpty)
    _ = try await harness.store.file(.proceed, of: harness.run, by: "ada")
    #expect(try await harness.drive() == .succeeded)
  }

  @Test func aCancelledRunLetsWhatIsInFlightEnd() async throws {
    var harness = RunHarness(
      script: [StepID("a"): [[.silent, .done()]]], limits: Limits(total: 1))
    harness.configuration.requestInterval = .seconds(1)
    try await harness.create(
      PlanFixture.plan([PlanFixture.step("a"), PlanFixture.step("b", needs: ["a"])]))
    let result = Task { [harness] in try await harness.drive() }
    #expect(await eventually { harness.provider.silentCount == 1 })
    _ = try await harness.store.file(.cancel, of: harness.run, by: "ada")
    #expect(
      try await eventually {
        harness.clock.advance(by: .seconds(1))
        return try await harness.journal().contains { $0.fact.isRequest }
      })
    harness.provider.release()
    #expect(try await result.value == .cancelled)
    let state = try await harness.state()
    #expect(state[StepID("a")]?.state == .succeeded)
    #expect(state[StepID("b")]?.state == .skipped)
  }

  @Test func anAbortedRunGivesUpWhatIsInFlight() async throws {
    var harness = RunHarness(script: [StepID("a"): [[.silent]]], limits: Limits(total: 1))
    harness.configuration.requestInterval = .seconds(1)
    let attempt = PlanFixture.control(
      "attempt",
      .attempt(
        [PlanFixture.barrier("try.x", needs: [])], rescue: [],
        always: [PlanFixture.work("always.x", within: ["attempt"])]), needs: ["a"])
    try await harness.create(PlanFixture.plan([PlanFixture.step("a"), attempt]))
    let result = Task { [harness] in try await harness.drive() }
    #expect(await eventually { harness.provider.silentCount == 1 })
    _ = try await harness.store.file(.abort, of: harness.run, by: "ada")
    #expect(
      await eventually {
        harness.clock.advance(by: .seconds(1))
        return harness.provider.cancelled.count == 1
      })
    #expect(try await result.value == .cancelled)
    #expect(harness.provider.done == ["a"])
  }

  @Test func aRunHasItsDeadline() async throws {
    let harness = RunHarness(
      script: [StepID("a"): [[.again(after: .seconds(50))]]], limits: Limits(total: 1))
    try await harness.create(
      PlanFixture.plan([PlanFixture.step("a"), PlanFixture.step("b")]),
      settings: RunSettings(deadline: harness.clock.now() + .seconds(120)))
    #expect(try await harness.drive() == .failed)
    let state = try await harness.state()
    #expect(state.isOverdue)
    #expect(state.failures[StepID("a")]?.code == "given_up")
  }

  @Test func stepsThatCannotBePreparedEndTheRunAndLeaveItsJournalReadable() async throws {
    let harness = RunHarness()
    let steps = (0..<5).map { number in
      var step = PlanFixture.step("s\(number)")
      step.input = ["step": PlanFixture.template("${resources[\"nothing\"].x}")]
      return step
    }
    try await harness.create(PlanFixture.plan(steps))
    #expect(try await harness.drive() == .failed)
    #expect(harness.provider.actions.isEmpty)
    #expect(try await harness.state().failures.count == 1)
  }

  @Test func aTargetThatSaysWhenIsAskedThen() async throws {
    var failure = Failure(.throttled, code: "429", "later", changed: .no)
    failure.retryAfter = .seconds(90)
    let harness = RunHarness(script: [StepID("a"): [[.failed(failure)], [.done()]]])
    try await harness.create(PlanFixture.plan([PlanFixture.step("a")]))
    let began = harness.clock.now()
    #expect(try await harness.drive() == .succeeded)
    #expect(harness.clock.now() - began >= .seconds(90))
  }

  @Test func independentBranchesGoOnIfAsked() async throws {
    let steps = [
      PlanFixture.step("a"), PlanFixture.step("a2", needs: ["a"]), PlanFixture.step("b"),
      PlanFixture.step("b2", needs: ["b"]), PlanFixture.step("both", needs: ["a2", "b2"]),
    ]
    let harness = RunHarness(
      script: [StepID("a"): [[.failed(Self.no)]]], limits: Limits(total: 1))
    try await harness.create(PlanFixture.plan(steps), settings: RunSettings(policy: .continue))
    #expect(try await harness.drive() == .failed)
    #expect(harness.provider.done == ["a", "b", "b2"])
  }

  @Test func aRollbackUndoesInReverseOrder() async throws {
    let known = Resource(
      address: ResourceAddress("b"), target: PlanFixture.target, handle: "old",
      applied: ["self": "old"],
      making: Resource.Making(
        verb: "thing.ensure", input: ["step": "b/undo.restore"], desired: ["self": "old"],
        timeout: .seconds(5)))
    var first = PlanFixture.step("a")
    first.teardown = [
      Teardown(name: "stop", verb: "thing.stop", input: ["step": "a/stop"]),
      Teardown(name: "delete", verb: "thing.delete", input: ["step": "a/delete"]),
    ]
    let steps = [
      first, PlanFixture.barrier("join", needs: ["a"]), PlanFixture.step("b", needs: ["join"]),
      PlanFixture.step("c", needs: ["b"]),
    ]
    let harness = RunHarness(script: [StepID("c"): [[.failed(Self.no)]]])
    try await harness.seed([known])
    try await harness.create(
      PlanFixture.plan(steps, base: 1), settings: RunSettings(policy: .rollback))
    #expect(try await harness.drive() == .rolledBack)
    #expect(
      harness.provider.done == ["a", "b", "c", "b/undo.restore", "a/stop", "a/delete"])
    let left = try await harness.deployment()?.resources ?? [:]
    #expect(left.keys.map(\.description) == ["b"])
    #expect(left[ResourceAddress("b")]?.applied == ["self": .string(Digest(of: "old").description)])
  }

  @Test func thereIsNoReturnFromADeletion() async throws {
    var gone = PlanFixture.step("gone", needs: ["a"])
    gone.effect = .delete
    gone.desired = [:]
    let steps = [
      PlanFixture.step("a"), gone, PlanFixture.step("b", needs: ["gone"]),
      PlanFixture.step("c", needs: ["b"]),
    ]
    let harness = RunHarness(script: [StepID("c"): [[.failed(Self.no)]]])
    try await harness.create(
      PlanFixture.plan(steps), settings: RunSettings(policy: .rollback))
    #expect(try await harness.drive() == .failed, "it is not as it was before")
    let left = try await harness.deployment()?.resources.keys.map(\.description) ?? []
    #expect(left == ["a"])
  }

  @Test func aRollbackThatFailsSaysSo() async throws {
    var first = PlanFixture.step("a")
    first.teardown = [
      Teardown(name: "delete", verb: "thing.delete", input: ["step": "a/delete"])
    ]
    let harness = RunHarness(
      script: [
        StepID("b"): [[.failed(Self.no)]], StepID("a/delete"): [[.failed(Self.no)]],
      ])
    try await harness.create(
      PlanFixture.plan([first, PlanFixture.step("b", needs: ["a"])]),
      settings: RunSettings(policy: .rollback))
    #expect(try await harness.drive() == .rollbackFailed)
  }

  @Test func whatIsInDoubtAndMustNotBeRepeatedIsReadBack() async throws {
    var never = PlanFixture.step("a")
    never.idempotency = .never
    var harness = RunHarness(script: [StepID("a"): [[.lost, .done()]]])
    harness.configuration.readingBack = ["scripted"]
    try await harness.create(PlanFixture.plan([never]))
    #expect(try await harness.drive() == .succeeded)
    #expect(harness.provider.effects.values.allSatisfy { $0 == 1 })
  }

  @Test func elseAPersonIsAsked() async throws {
    var never = PlanFixture.step("a")
    never.idempotency = .never
    let harness = RunHarness(script: [StepID("a"): [[.lost, .done()], [.done()]]])
    try await harness.create(PlanFixture.plan([never]))
    #expect(try await harness.drive() == nil)
    #expect(try await harness.state().waiting.keys.map(\.description) == ["a"])
    _ = try await harness.store.file(
      .settle(StepID("a"), .again), of: harness.run, by: "ada")
    #expect(try await harness.drive() == .succeeded)
    #expect(harness.provider.effects.count == 2, "another attempt has another token")
  }
}

extension Fact {
  fileprivate var isRequest: Bool { if case .requested = self { true } else { false } }
}

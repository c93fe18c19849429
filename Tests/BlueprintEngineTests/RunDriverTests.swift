import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Testing

@Suite struct RunDriverTests {
  @Test func drivesAPlanToItsEnd() async throws {
    let harness = RunHarness()
    let plan = PlanFixture.plan([
      PlanFixture.step("a"), PlanFixture.step("b", needs: ["a"]),
      PlanFixture.barrier("all", needs: ["a", "b"]), PlanFixture.step("c", needs: ["all"]),
    ])
    try await harness.create(plan)
    #expect(try await harness.drive() == .succeeded)
    let state = try #require(await harness.deployment())
    #expect(state.resources.keys.sorted().map(\.description) == ["a", "b", "c"])
    #expect(state.activeRun == nil)
    #expect(try await harness.journal().count == 8)
    let checker = InvariantChecker(run: harness.run, plan: plan)
    #expect(checker.violations(in: harness.trace.events) == [])
    #expect(try await harness.store.run(harness.run)?.lease == nil)
  }

  @Test func drivesAnEmptyPlan() async throws {
    let harness = RunHarness()
    try await harness.create(PlanFixture.plan([]))
    #expect(try await harness.drive() == .succeeded)
  }

  @Test func journalsParallelStepsInBatches() async throws {
    let harness = RunHarness(limits: Limits(total: 50))
    try await harness.create(PlanFixture.plan((0..<50).map { PlanFixture.step("s\($0)") }))
    let view = WitnessedStore(harness.store, trace: harness.trace)
    let lease = try await harness.claim(view, worker: 1)
    let result = try await harness.driver(view).drive(harness.run, under: lease)
    #expect(result == .finished(.succeeded))
    #expect(view.appends <= 52, "one append for all intents, not one each")
  }

  @Test func performsIndependentStepsAtTheSameTime() async throws {
    let steps = ["a", "b", "c"]
    let replies = steps.map { (StepID($0), [[ScriptedProvider.Reply.silent, .done()]]) }
    let harness = RunHarness(script: Dictionary(uniqueKeysWithValues: replies))
    try await harness.create(PlanFixture.plan(steps.map { PlanFixture.step($0) }))
    async let result = harness.drive()
    #expect(await eventually { harness.provider.silentCount == steps.count })
    harness.provider.release()
    #expect(try await result == .succeeded)
  }

  @Test func keepsTheLimitOfAProvider() async throws {
    let harness = RunHarness(limits: Limits(total: 50, perProvider: ["scripted": 3]))
    try await harness.create(PlanFixture.plan((0..<20).map { PlanFixture.step("s\($0)") }))
    #expect(try await harness.drive() == .succeeded)
    #expect(harness.provider.mostAtOnce <= 3)
  }

  @Test func bindsOutputsOfEarlierStepsAndSecrets() async throws {
    var second = PlanFixture.step("b", needs: ["a"])
    second.input = [
      "step": "b", "url": ["$template": #"http://x:${resources["a"].port}"#],
      "password": ["$template": "${secrets.password}"],
    ]
    second.desired = ["self": ["$template": "p=${secrets.password}"]]
    let harness = RunHarness(script: [StepID("a"): [[.done(outputs: ["port": 8080])]]])
    let outputs = [
      PlannedOutput(name: "port", value: ["$template": #"${resources["a"].port}"#]),
      PlannedOutput(name: "leak", value: ["$template": "${secrets.password}"]),
      PlannedOutput(name: "none", value: ["$template": #"${resources["a"].nothing}"#]),
    ]
    try await harness.create(PlanFixture.plan([PlanFixture.step("a"), second], outputs: outputs))
    let secrets = RunSecrets(
      values: ["password": "hunter2"], fingerprints: ["password": "fingerprint"])
    #expect(try await harness.drive(secrets: secrets) == .succeeded)
    let input = try #require(harness.provider.actions.last?.input)
    #expect(input["url"] == "http://x:8080")
    #expect(input["password"] == "hunter2")
    let state = try #require(await harness.deployment())
    #expect(
      state.resources[ResourceAddress("b")]?.applied["self"]
        == .string(Digest(of: Value.string("p=fingerprint")).description))
    #expect(state.outputs.map(\.value) == [8080, "•••", .null])
    #expect(state.outputs.last?.description.hasPrefix("not known: ") == true)
  }

  @Test func anInputThatHasNoValueFailsItsStepWithoutACall() async throws {
    var step = PlanFixture.step("b")
    step.input = ["$template": #"${resources["nobody"].port}"#]
    let harness = RunHarness()
    try await harness.create(PlanFixture.plan([step]))
    #expect(try await harness.drive() == .failed)
    #expect(harness.provider.actions.isEmpty)
    let facts = try await harness.journal().map(\.fact)
    guard case .outcome(_, 1, .failed(let failure)) = facts[1] else {
      Issue.record("\(facts)")
      return
    }
    #expect(failure.code == "input")
    #expect(failure.message.contains("the input of `b`"))
    #expect(failure.changed == .no)
  }

  @Test func givesTheProviderWhatItNeedsToFindThings() async throws {
    let harness = RunHarness(script: [
      StepID("a"): [[.failed(Failure(.transient, code: "x", "x"))], [.done(handle: "h1")]]
    ])
    var again = PlanFixture.step("again", needs: ["a"])
    again.resource = ResourceAddress("a")
    again.timeout = .seconds(77)
    try await harness.create(PlanFixture.plan([PlanFixture.step("a"), again]))
    #expect(try await harness.drive() == .succeeded)
    let contexts = harness.trace.events.compactMap { event -> ActionContext? in
      guard case .called(_, let context) = event else { return nil }
      return context
    }
    #expect(contexts.map(\.attempt) == [1, 2, 1])
    #expect(contexts.map(\.prior) == [nil, nil, "h1"])
    #expect(contexts.map(\.term) == [1, 2, 2], "the wait between gave the lease back")
    #expect(contexts[2].timeout == .seconds(77))
    #expect(Set(contexts.map(\.token)).count == 3)
  }

  @Test func masksSecretsInTheJournalAndInLogs() async throws {
    let failure = Failure(
      .permanent, code: "no", "login with hunter2 failed", output: ["password hunter2"])
    let harness = RunHarness(
      script: [StepID("a"): [[.failed(failure)]]], logLines: ["trying hunter2"])
    try await harness.create(PlanFixture.plan([PlanFixture.step("a")]))
    let events = Events()
    let secrets = RunSecrets(values: ["p": "hunter2"], fingerprints: ["p": "f"])
    #expect(try await harness.drive(secrets: secrets, observer: events.note) == .failed)
    #expect(events.all.contains(.log(StepID("a"), "trying •••")))
    let journal = try await harness.journal().map(\.fact.json.canonicalJSON).joined()
    #expect(journal.contains("login with ••• failed"))
    #expect(!journal.contains("hunter2"))
    #expect(!"\(events.all)".contains("hunter2"))
  }

  @Test func tellsTheObserverEveryAcceptedEntryInOrder() async throws {
    let harness = RunHarness()
    try await harness.create(PlanFixture.plan([PlanFixture.step("a"), PlanFixture.step("b")]))
    let events = Events()
    _ = try await harness.drive(observer: events.note)
    let told = events.all.compactMap { event -> JournalEntry? in
      guard case .entry(let entry) = event else { return nil }
      return entry
    }
    #expect(told == Array(try await harness.journal().dropFirst()))
  }

  @Test func aWaitGivesTheLeaseBackWithItsMoment() async throws {
    let harness = RunHarness(script: [StepID("a"): [[.again(after: .seconds(40)), .done()]]])
    try await harness.create(PlanFixture.plan([PlanFixture.step("a")]))
    let lease = try await harness.claim(harness.store, worker: 1)
    let due = harness.clock.now() + .seconds(40)
    let result = try await harness.driver(harness.store).drive(harness.run, under: lease)
    #expect(result == .waiting(until: due))
    let record = try #require(await harness.store.run(harness.run))
    #expect(record.wakeAt == due)
    #expect(record.lease == nil)
    #expect(harness.clock.sleeperCount == 0, "waiting costs a row, not a task")
  }
}

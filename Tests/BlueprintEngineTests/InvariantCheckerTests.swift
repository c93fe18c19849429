import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Testing

/// The checker must find what it is there for: it is run on worlds that are broken on purpose.
@Suite struct InvariantCheckerTests {
  private let plan = PlanFixture.plan([
    PlanFixture.step("a"), PlanFixture.barrier("all", needs: ["a"]),
    PlanFixture.step("b", needs: ["all"]),
  ])
  private let t0 = Timestamp(milliseconds: 1)

  private func violations(_ events: [Trace.Event]) -> [String] {
    InvariantChecker(run: RunID("r"), plan: plan).violations(in: events)
  }

  private func entry(_ sequence: Int, term: Int = 1, _ fact: Fact) -> Trace.Event {
    .accepted(JournalEntry(sequence: sequence, at: t0, term: term, fact: fact))
  }

  private func intent(_ step: String, token: String) -> Fact {
    .intent(step: StepID(step), attempt: 1, token: token, desired: [:])
  }

  private func called(_ step: String, token: String, term: Int = 1) -> Trace.Event {
    .called(
      StepID(step), ActionContext(token: token, attempt: 1, term: term, timeout: .seconds(1)))
  }

  private var good: [Trace.Event] {
    [
      entry(1, term: 0, .created(plan: plan.hash)), .claimed(term: 1),
      entry(2, intent("a", token: "ta")), called("a", token: "ta"),
      .effect(StepID("a"), token: "ta"),
      entry(3, .outcome(step: StepID("a"), attempt: 1, .done(handle: nil, outputs: [:]))),
      entry(4, intent("b", token: "tb")), called("b", token: "tb"),
    ]
  }

  @Test func findsNothingInAGoodTrace() { #expect(violations(good) == []) }

  @Test func findsACallWithoutAnIntent() {
    var events = good
    events.remove(at: 2)
    #expect(violations(events).contains("`a` was called without an intent in the journal"))
  }

  @Test func findsASecondCallAfterTheOutcome() {
    var events = good
    events.insert(called("a", token: "ta"), at: 6)
    #expect(violations(events) == ["`a` was called without an intent in the journal"])
  }

  @Test func findsAStepBeforeItsNeeds() {
    var events = good
    events.remove(at: 5)
    #expect(violations(events).contains("call of `b` before `a` is done"))
  }

  @Test func findsAnotherTokenForTheSameAttempt() {
    #expect(
      violations(good + [entry(5, intent("b", token: "other"))])
        .contains("`b#1` got a second token"))
  }

  @Test func findsADoubledEffect() {
    #expect(
      violations(good + [.effect(StepID("a"), token: "ta")])
        == ["`a` took effect twice under one token"])
  }

  @Test func findsWritesAndCallsOfAnOldTerm() {
    let late: [Trace.Event] = [.claimed(term: 2), entry(5, term: 1, intent("b", token: "tb"))]
    #expect(violations(good + late) == ["entry 5 of term 1 in term 2"])
    let call: [Trace.Event] = [.claimed(term: 2), called("b", token: "tb", term: 1)]
    #expect(violations(good + call) == ["`b` was called under the old term 1"])
    #expect(violations(good + [.claimed(term: 1)]) == ["term 1 was given out again"])
  }

  @Test func findsEntriesAfterTheEnd() {
    let end: [Trace.Event] = [
      entry(5, .finished(.failed, outputs: [])), entry(6, intent("b", token: "tb")),
    ]
    #expect(
      violations(good + end) == [
        "entry 5 does not follow: the journal is damaged at entry 5: 1 steps are not finished",
        "entry 6 after the end",
      ])
  }

  @Test func findsStoredResourcesThatTheJournalDoesNotExplain() {
    let checker = InvariantChecker(run: RunID("r"), plan: plan)
    let journal = [JournalEntry(sequence: 1, at: t0, term: 0, fact: .created(plan: plan.hash))]
    var stored = DeploymentState(name: "shop")
    #expect(checker.violations(journal: journal, known: [:], stored: stored) == [])
    let ghost = Resource(address: ResourceAddress("x"), target: PlanFixture.target)
    stored.resources[ghost.address] = ghost
    #expect(
      checker.violations(journal: journal, known: [:], stored: stored)
        == ["replaying the journal does not give the stored resources"])
  }

  @Test func findsAStoreThatTakesOldTerms() async throws {
    let base = MemoryStore()
    let trace = Trace()
    let store = WitnessedStore(BrokenStore(base: base, fault: .takesOldTerms), trace: trace)
    try await store.create(NewRun(id: RunID("r"), plan: plan, createdBy: "t"), at: t0)
    let old = try await store.claim(
      RunID("r"), by: RunHarness.holder(1), for: .seconds(15), evicting: nil, at: t0)
    _ = try await store.claim(
      RunID("r"), by: RunHarness.holder(2), for: .seconds(15), evicting: old.term, at: t0)
    _ = try await store.append(
      AppendBatch(after: 1, facts: [intent("a", token: "ta")]), under: old, at: t0)
    #expect(violations(trace.events) == ["entry 2 of term 1 in term 2"])
  }

  @Test func theSweepFindsAStoreThatForgetsIntents() async throws {
    let sweep = CrashSweep(plan: plan) {
      BrokenStore(base: MemoryStore(), fault: .forgetsIntents)
    }
    await #expect(throws: (any Error).self) { try await sweep.run() }
  }

  @Test func theConformanceSuiteFindsAStoreThatTakesOldTerms() async throws {
    var broken: [String] = []
    for check in StoreConformance.all {
      do {
        try await check.run(on: BrokenStore(base: MemoryStore(), fault: .takesOldTerms))
      } catch {
        broken.append(check.description)
      }
    }
    #expect(broken.contains("a lease that was taken over can write nothing"))
  }
}

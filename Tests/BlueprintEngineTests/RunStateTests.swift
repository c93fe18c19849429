import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Testing

@Suite struct RunStateTests {
  @Test func dispatchesInPlanOrderWhatNeedsNothing() throws {
    var fold = try Fold([
      PlanFixture.step("a"), PlanFixture.step("b"), PlanFixture.step("c", needs: ["a"]),
    ])
    #expect(fold.dispatched() == ["a", "b"])
    try fold.intend("a")
    try fold.intend("b")
    #expect(fold.decide(inFlight: ["a", "b"]) == [])
    try fold.answer("a", .done(handle: nil, outputs: [:]))
    #expect(fold.dispatched(inFlight: ["b"]) == ["c"])
  }

  @Test func aDecisionChangesNothing() throws {
    var fold = try Fold([PlanFixture.step("a"), PlanFixture.step("b")])
    #expect(fold.decide() == fold.decide())
    #expect(fold.state[StepID("a")]?.state == .ready)
  }

  @Test func tokensAreStableAndDifferByAttempt() throws {
    var fold = try Fold([PlanFixture.step("a")])
    let first = try #require(fold.tokens().first)
    #expect(fold.tokens() == [first])
    #expect(first.count == 32)
    try fold.intend("a")
    #expect(fold.tokens() == [first], "in doubt: the same call again")
    try fold.answer("a", .failed(Failure(.transient, code: "x", "x")))
    fold.now = fold.now + .seconds(9)
    #expect(fold.tokens().first.map { $0 != first } == true)
  }

  @Test func limitsHoldInAllAndForEachProvider() throws {
    var steps =
      (0..<4).map { PlanFixture.step("a\($0)") } + (0..<4).map { PlanFixture.step("b\($0)") }
    for number in 4..<8 { steps[number].target = "there" }
    var fold = try Fold(steps)
    fold.limits = Limits(total: 5, perProvider: ["scripted": 2])
    #expect(fold.dispatched() == ["a0", "a1", "b0", "b1", "b2"])
    for step in ["a0", "a1", "b0"] { try fold.intend(step) }
    #expect(fold.dispatched(inFlight: ["a0", "a1", "b0"]) == ["b1", "b2"])
    fold.limits = .nothing
    #expect(fold.decide(inFlight: ["a0", "a1", "b0"]) == [])
  }

  @Test func barriersSucceedWithoutAnEntry() throws {
    var fold = try Fold([
      PlanFixture.barrier("start", needs: []), PlanFixture.step("a", needs: ["start"]),
      PlanFixture.barrier("end", needs: ["a"]), PlanFixture.barrier("last", needs: ["end"]),
    ])
    #expect(fold.state[StepID("start")]?.state == .succeeded)
    try fold.intend("a")
    try fold.answer("a", .done(handle: nil, outputs: [:]))
    #expect(fold.decide() == [.finish(.succeeded)])
  }

  @Test func aLongChainOfBarriersIsNoRecursion() throws {
    let steps = (0..<50_000).map {
      PlanFixture.barrier("b\($0)", needs: $0 == 0 ? [] : ["b\($0 - 1)"])
    }
    var fold = try Fold(steps)
    #expect(fold.decide() == [.finish(.succeeded)])
  }

  @Test func aWaitIsAWakeTimeAndThenAnEntry() throws {
    var wait = PlanFixture.barrier("wait", needs: [])
    wait.delay = .seconds(30)
    var fold = try Fold([wait])
    let due = fold.now + .seconds(30)
    #expect(fold.dispatched() == ["wait"])
    try fold.intend("wait")
    #expect(fold.decide() == [.wait(until: due)], "the wait counts from the entry")
    fold.now = due
    #expect(fold.dispatched() == ["wait"])
    try fold.answer("wait", .done(handle: nil, outputs: [:]))
    #expect(fold.decide() == [.finish(.succeeded)])
  }

  @Test func retriesWithinTheCeilingAndOnlySoOften() throws {
    var fold = try Fold([PlanFixture.step("a")])
    for (attempt, ceiling) in [(1, 1), (2, 2)] {
      try fold.intend("a")
      try fold.answer("a", .failed(Failure(.throttled, code: "slow", "slow down")))
      guard case .delayed(let until)? = fold.state[StepID("a")]?.state else {
        Issue.record("attempt \(attempt) is not delayed")
        return
      }
      #expect(until - fold.now <= .seconds(ceiling))
      #expect(fold.state[StepID("a")]?.attempt == attempt + 1)
      fold.now = until
    }
    try fold.intend("a")
    try fold.answer("a", .failed(Failure(.throttled, code: "slow", "slow down")))
    #expect(fold.state[StepID("a")]?.state == .failed)
    #expect(fold.decide() == [.finish(.failed)])
  }

  @Test func aPermanentFailureIsNotTriedAgainAndStopsTheRest() throws {
    var fold = try Fold([
      PlanFixture.step("a"), PlanFixture.step("b"), PlanFixture.step("c", needs: ["a"]),
      PlanFixture.step("d", needs: ["b"]), PlanFixture.step("e"),
    ])
    try fold.intend("a")
    try fold.intend("b")
    try fold.answer("a", .failed(Failure(.permanent, code: "no", "no")))
    #expect(fold.states(["c", "d", "e"]) == [.skipped, .skipped, .skipped])
    #expect(fold.decide(inFlight: ["b"]) == [])
    try fold.answer("b", .again(after: .seconds(3)))
    #expect(
      fold.decide() == [.wait(until: fold.now + .seconds(3))], "begun steps come to their end")
    fold.now = fold.now + .seconds(3)
    try fold.intend("b")
    try fold.answer("b", .done(handle: nil, outputs: [:]))
    #expect(fold.states(["d"]) == [.skipped])
    #expect(fold.decide() == [.finish(.failed)])
  }

  @Test func aLostAnswerKeepsAttemptAndTokenUntilItIsTooMuch() throws {
    var fold = try Fold([PlanFixture.step("a")])
    let token = fold.tokens()
    for _ in 1..<RunState.maximumLosses {
      try fold.intend("a")
      try fold.lose("a")
      fold.now = fold.now + .seconds(60)
      #expect(fold.tokens() == token)
    }
    try fold.intend("a")
    try fold.lose("a")
    #expect(
      fold.decide() == [
        .fail(StepID("a"), attempt: 1, token: token[0], .lost(times: RunState.maximumLosses))
      ])
  }

  @Test func anAnswerForgetsEarlierLosses() throws {
    var fold = try Fold([PlanFixture.step("a")])
    try fold.intend("a")
    try fold.lose("a")
    fold.now = fold.now + .seconds(60)
    try fold.intend("a")
    try fold.answer("a", .again(after: .zero))
    #expect(fold.state[StepID("a")]?.losses == 0)
  }

  @Test func whatMustNeverBeDoneTwiceIsNotRepeatedInDoubt() throws {
    var step = PlanFixture.step("a")
    step.idempotency = .never
    var fold = try Fold([step])
    let token = fold.tokens()[0]
    try fold.intend("a")
    let recall = Decision.recall(StepID("a"), attempt: 1, token: token)
    #expect(fold.decide(inFlight: ["a"]) == [])
    #expect(fold.decide() == [recall], "after the driver died")
    try fold.lose("a")
    #expect(fold.decide() == [recall], "after the answer was lost")
    try fold.apply(.waiting(step: StepID("a"), .settlement, message: "?"))
    #expect(fold.decide() == [], "nothing but a person's word brings it on")
    try fold.apply(.requested(number: 1, by: "ada", .settle(StepID("a"), .failed)))
    #expect(fold.decide() == [.finish(.failed)])
  }

  @Test func whatMustNeverBeDoneTwiceIsTriedAgainOnlyIfNothingChanged() throws {
    var step = PlanFixture.step("a")
    step.idempotency = .never
    for (changed, state) in [(Failure.Changed.no, false), (.unknown, true), (.yes, true)] {
      var fold = try Fold([step])
      try fold.intend("a")
      try fold.answer("a", .failed(Failure(.transient, code: "x", "x", changed: changed)))
      #expect(fold.state[StepID("a")]?.state.isFinal == state, "changed: \(changed)")
    }
  }

  @Test func lookingAgainEndsAtTheTimeLimitOfTheAttempt() throws {
    var step = PlanFixture.step("a")
    step.timeout = .seconds(10)
    var fold = try Fold([step])
    let token = fold.tokens()[0]
    let deadline = fold.now + .seconds(10)
    try fold.intend("a")
    fold.now = fold.now + .seconds(8)
    try fold.answer("a", .again(after: .seconds(5)))
    #expect(fold.decide() == [.wait(until: deadline)], "one last look at the very end")
    fold.now = deadline
    try fold.intend("a")
    #expect(fold.state.deadline(of: StepID("a")) == deadline, "counted from the first intent")
    try fold.answer("a", .again(after: .seconds(5)))
    #expect(
      fold.decide() == [.fail(StepID("a"), attempt: 1, token: token, .overdue(.seconds(10)))])
  }

  @Test func refusesPlansThatAreNoDAG() {
    let forward = [PlanFixture.step("a", needs: ["b"]), PlanFixture.step("b")]
    #expect(throws: RunFault.plan("step `a` needs `b`, which is not before it")) {
      try Fold(forward)
    }
    let twins = [PlanFixture.step("a"), PlanFixture.step("a")]
    #expect(throws: RunFault.plan("two steps are named `a`")) { try Fold(twins) }
    var lost = PlanFixture.step("a")
    lost.target = "nowhere"
    #expect(throws: RunFault.self) { try Fold([lost]) }
  }

  @Test func refusesEntriesThatDoNotFollow() throws {
    let steps = [PlanFixture.step("a"), PlanFixture.step("b", needs: ["a"])]
    let intent = { (step: String) in
      Fact.intent(step: StepID(step), attempt: 1, token: "t", desired: [:])
    }
    let wrong: [(Int, Int, Fact)] = [
      (3, 1, intent("a")), (2, 1, intent("b")), (2, 1, intent("nobody")),
      (2, 1, .outcome(step: StepID("a"), attempt: 1, .done(handle: nil, outputs: [:]))),
      (2, 1, .outcome(step: StepID("a"), attempt: 2, .failed(Failure(.permanent, code: "", "")))),
      (2, 1, .finished(.succeeded, outputs: [])), (2, 1, .created(plan: Digest(hexadecimal: ""))),
      (2, 1, .lost(step: StepID("a"), attempt: 1, reason: "")),
    ]
    for (sequence, term, fact) in wrong {
      var fold = try Fold(steps)
      let entry = JournalEntry(sequence: sequence, at: fold.now, term: term, fact: fact)
      #expect(throws: RunFault.self, "\(fact)") { try fold.state.apply(entry) }
    }
    var fold = try Fold(steps)
    try fold.intend("a", term: 2)
    let old = JournalEntry(
      sequence: 3, at: fold.now, term: 1, fact: .lost(step: StepID("a"), attempt: 1, reason: ""))
    #expect(throws: RunFault.journal(sequence: 3, "term 1 after term 2")) {
      try fold.state.apply(old)
    }
  }

  @Test func decidingStaysCheapInWideAndLongPlans() throws {
    let wide = try visited(plan: (0..<20_000).map { PlanFixture.step("s\($0)") })
    #expect(wide == 20_000)
  }

  /// Runs a plan in the fold alone with two calls at a time. Returns the number of steps done.
  private func visited(plan steps: [Step]) throws -> Int {
    var fold = try Fold(steps)
    fold.limits = Limits(total: 2)
    var done = 0
    while true {
      let decisions = fold.decide()
      if decisions.contains(.finish(.succeeded)) { return done }
      for case .dispatch(let step, _, _) in decisions {
        try fold.intend(step.description)
        try fold.answer(step.description, .done(handle: nil, outputs: [:]))
        done += 1
      }
    }
  }
}

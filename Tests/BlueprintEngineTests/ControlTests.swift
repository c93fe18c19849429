import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Testing

/// Steps that decide during a run.
@Suite struct ControlTests {
  private static let no = Failure(.permanent, code: "no", "no", changed: .no)

  private func said(_ text: String) -> ScriptedProvider.Reply {
    .done(outputs: ["stdout": .string(text)])
  }

  /// What was done, in order, and how the run ended.
  private func drive(
    _ steps: [Step], script: ScriptedProvider.Script = [:], limits: Limits = Limits(total: 1)
  ) async throws -> (result: RunResult?, done: [String], state: RunState) {
    let harness = RunHarness(script: script, limits: limits)
    let plan = PlanFixture.plan(steps)
    try await harness.create(plan)
    let result = try await harness.drive()
    let checker = InvariantChecker(run: harness.run, plan: plan)
    #expect(checker.violations(in: harness.trace.events) == [])
    return (result, harness.provider.done, try await harness.state())
  }

  @Test func everyWayOfDeciding() async throws {
    let (result, done, state) = try await drive(
      PlanFixture.deciding, script: PlanFixture.decidingScript)
    #expect(result == .succeeded)
    #expect(
      done.sorted() == [
        "attempt.always.a", "attempt.rescue.a", "attempt.try.a", "attempt.try.b", "branch.then.a",
        "each[0].first", "each[0].until[0].probe", "each[1].first", "each[1].until[0].probe",
        "each[1].until[1].probe", "each[2].first", "each[2].until[0].probe",
        "each[2].until[1].probe", "each[2].until[2].probe", "find", "last",
      ])
    #expect(state.failures.isEmpty, "what was rescued is no failure")
    #expect(state.tolerated.keys.map(\.description) == ["attempt.try.b"])
    #expect(state[StepID("conditional")]?.state == .omitted)
  }

  @Test func aLoopGoesBatchByBatch() async throws {
    let loop = PlanFixture.control(
      "loop",
      .forEach(
        ["a", "b", "c"], batch: .count(2),
        body: [
          PlanFixture.work("one", within: ["loop[*]"]),
          PlanFixture.work("two", within: ["loop[*]"], needs: ["one"]),
        ]))
    let (result, done, _) = try await drive([loop])
    #expect(result == .succeeded)
    #expect(
      done == [
        "loop[0].one", "loop[1].one", "loop[0].two", "loop[1].two", "loop[2].one", "loop[2].two",
      ])
  }

  @Test func elementsReachTheirSteps() async throws {
    var work = PlanFixture.work("one", within: ["loop[*]"])
    work.input = [
      "step": PlanFixture.template("loop[${iteration[\"loop\"]}].one"),
      "element": PlanFixture.template("${each[\"loop\"].name}"),
    ]
    let harness = RunHarness(limits: Limits(total: 1))
    let items: Value = [["name": "x"], ["name": "y"]]
    try await harness.create(
      PlanFixture.plan([
        PlanFixture.control("loop", .forEach(items, batch: .count(1), body: [work]))
      ]))
    #expect(try await harness.drive() == .succeeded)
    #expect(harness.provider.actions.map { $0.input["element"] } == ["x", "y"])
  }

  @Test(arguments: [0, 100_000])
  func loopsOverNothingToDoEnd(count: Int) async throws {
    let items = Value.list((0..<count).map { .integer($0) })
    let loop = PlanFixture.control("loop", .forEach(items, batch: .count(1), body: []))
    let (result, _, _) = try await drive([loop])
    #expect(result == .succeeded)
  }

  @Test func aRepeatThatNeverComesTrueFails() async throws {
    let loop = PlanFixture.control(
      "ask",
      .repetition(
        until: false, maximum: 3, delay: .seconds(5),
        body: [PlanFixture.work("probe", within: ["ask[*]"])]))
    let (result, done, state) = try await drive([loop, PlanFixture.step("after", needs: ["ask"])])
    #expect(result == .failed)
    #expect(done == ["ask[0].probe", "ask[1].probe", "ask[2].probe"])
    #expect(state.failures[StepID("ask")]?.message.contains("3 turns") == true)
    #expect(state[StepID("after")]?.state == .skipped)
  }

  @Test func aFailureWithinIsNamedOnceByItsOwnStep() async throws {
    let inner = PlanFixture.control(
      "inner", .conditional(true, then: [PlanFixture.work("then.a", within: ["outer", "inner"])],
        otherwise: []))
    let outer = PlanFixture.control("outer", .conditional(true, then: [inner], otherwise: []))
    let (result, _, state) = try await drive(
      [outer], script: [StepID("outer.inner.then.a"): [[.failed(Self.no)]]])
    #expect(result == .failed)
    #expect(state.failures.keys.map(\.description) == ["outer.inner.then.a"])
    #expect(state[StepID("outer")]?.state == .failed)
  }

  @Test func alwaysIsDoneWhenAnotherStepFailed() async throws {
    let attempt = PlanFixture.control(
      "attempt",
      .attempt(
        [
          PlanFixture.work("try.a", within: ["attempt"]),
          PlanFixture.work("try.b", within: ["attempt"], needs: ["try.a"]),
        ], rescue: [PlanFixture.work("rescue.a", within: ["attempt"])],
        always: [PlanFixture.work("always.a", within: ["attempt"])]))
    let other = PlanFixture.work("other")
    let (result, done, _) = try await drive(
      [attempt, other],
      script: [
        StepID("other"): [[.failed(Self.no)]],
        StepID("attempt.try.a"): [[.again(after: .seconds(5)), .done()]],
      ], limits: Limits(total: 2))
    #expect(result == .failed)
    #expect(
      done.sorted() == ["attempt.always.a", "attempt.try.a", "other"], "neither rescue nor the rest")
  }

  @Test func whatMayFailHoldsNothingUp() async throws {
    var a = PlanFixture.work("a")
    a.continueOnError = true
    var block = PlanFixture.control(
      "block",
      .conditional(true, then: [PlanFixture.work("then.x", within: ["block"])], otherwise: []))
    block.continueOnError = true
    let (result, done, state) = try await drive(
      [a, block, PlanFixture.work("b", needs: ["a", "block"])],
      script: [
        StepID("a"): [[.failed(Self.no)]], StepID("block.then.x"): [[.failed(Self.no)]],
      ])
    #expect(result == .succeeded)
    #expect(done == ["a", "block.then.x", "b"])
    #expect(state.failures.isEmpty)
    #expect(state.tolerated.count == 2)
  }

  @Test func nestedTenDeep() async throws {
    var body = [PlanFixture.work("leaf", within: (0..<10).map { "l\($0)[*]" })]
    for level in (0..<10).reversed() {
      body = [PlanFixture.control("l\(level)", .forEach([1, 2], batch: .count(1), body: body))]
    }
    let (result, done, _) = try await drive(body)
    #expect(result == .succeeded)
    #expect(done.count == 1 << 10)
    #expect(Set(done).count == 1 << 10)
  }

  @Test func aBlockHasItsTimeLimit() async throws {
    let loop = PlanFixture.control(
      "ask",
      .repetition(
        until: false, maximum: 1_000, delay: .seconds(10),
        body: [PlanFixture.work("probe", within: ["ask[*]"])]), timeout: .seconds(35))
    let (result, done, state) = try await drive([loop])
    #expect(result == .failed)
    #expect(done.count == 4)
    #expect(state.failures[StepID("ask")]?.code == "timeout")
  }

  @Test func assertionsAndFailuresSayWhatTheAuthorWrote() async throws {
    let check = PlanFixture.control("check", .assertion(false, message: "the lag is too long"))
    let (result, _, state) = try await drive([check])
    #expect(result == .failed)
    #expect(state.failures[StepID("check")]?.message == "the lag is too long")
    let fail = PlanFixture.control("fail", .failure(message: "not today"))
    #expect(try await drive([fail]).state.failures[StepID("fail")]?.message == "not today")
  }
}

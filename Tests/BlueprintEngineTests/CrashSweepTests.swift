import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Testing

@Suite struct CrashSweepTests {
  @Test func chain() async throws {
    try await expectSurvival(of: [
      PlanFixture.step("a"), PlanFixture.step("b", needs: ["a"]),
      PlanFixture.step("c", needs: ["b"]),
    ])
  }

  @Test func forkAndJoin() async throws {
    let middle = (0..<6).map { PlanFixture.step("m\($0)", needs: ["a"]) }
    try await expectSurvival(
      of: [PlanFixture.step("a")] + middle + [
        PlanFixture.barrier("joined", needs: middle.map(\.id.description)),
        PlanFixture.step("z", needs: ["joined"]),
      ])
  }

  @Test func retriesPollsAndLostAnswers() async throws {
    let transient = Failure(.transient, code: "busy", "try again", changed: .yes)
    try await expectSurvival(
      of: [
        PlanFixture.step("a"), PlanFixture.step("b", needs: ["a"]),
        PlanFixture.step("c", needs: ["a"]), PlanFixture.step("d", needs: ["b", "c"]),
      ],
      script: [
        StepID("a"): [[.again(after: .seconds(7)), .again(after: .zero), .done()]],
        StepID("b"): [[.failed(transient)], [.lost, .failed(transient)], [.done()]],
        StepID("c"): [[.lost, .lost, .done(handle: ["id": 1], outputs: ["port": 80])]],
      ])
  }

  @Test func deletesAndWaits() async throws {
    var delete = PlanFixture.step("b/delete", needs: ["wait"])
    delete.effect = .delete
    delete.resource = ResourceAddress("b")
    var forget = PlanFixture.barrier("c/forget", needs: ["c"])
    forget.effect = .delete
    forget.resource = ResourceAddress("c")
    var wait = PlanFixture.barrier("wait", needs: ["b"])
    wait.delay = .seconds(20)
    try await expectSurvival(
      of: [PlanFixture.step("b"), PlanFixture.step("c"), wait, delete, forget])
  }

  @Test func failureForGood() async throws {
    let transient = Failure(.transient, code: "busy", "try again", changed: .no)
    let permanent = Failure(.permanent, code: "no", "cannot be done", changed: .unknown)
    try await expectSurvival(
      of: [
        PlanFixture.step("a"), PlanFixture.step("b"), PlanFixture.step("c", needs: ["a"]),
        PlanFixture.step("d", needs: ["b"]),
      ],
      script: [StepID("b"): [[.failed(transient)], [.failed(permanent)]]],
      limits: Limits(total: 1))
  }

  @Test(arguments: UInt64(1)...12)
  func randomPlans(seed: UInt64) async throws {
    let steps = PlanFixture.random(count: 14, seed: seed)
    let script = PlanFixture.randomScript(for: steps, seed: seed)
    try await expectSurvival(of: steps, script: script)
  }

  @Test func everyWayOfDeciding() async throws {
    try await expectSurvival(of: PlanFixture.deciding, script: PlanFixture.decidingScript)
  }

  private func expectSurvival(
    of steps: [Step], script: ScriptedProvider.Script = [:], limits: Limits = Limits(total: 8)
  ) async throws {
    let sweep = CrashSweep(plan: PlanFixture.plan(steps), script: script, limits: limits) {
      MemoryStore()
    }
    let (violations, crashes) = try await sweep.run()
    #expect(violations == [])
    #expect(crashes >= steps.count)
  }
}

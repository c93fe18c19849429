import BlueprintEngine
import BlueprintModel
import BlueprintTesting
import Testing

@Suite struct SQLiteCrashSweepTests {
  @Test(arguments: UInt64(21)...23)
  func randomPlans(seed: UInt64) async throws {
    let scratch = ScratchDirectory()
    let steps = PlanFixture.random(count: 7, seed: seed)
    let sweep = CrashSweep(
      plan: PlanFixture.plan(steps), script: PlanFixture.randomScript(for: steps, seed: seed)
    ) { [names = Names()] in try scratch.store("\(await names.next()).sqlite") }
    let (violations, crashes) = try await sweep.run()
    #expect(violations == [])
    #expect(crashes >= 20)
  }

  private actor Names {
    private var last = 0

    func next() -> Int {
      last += 1
      return last
    }
  }
}

import BlueprintEngine
import BlueprintModel
import Testing

@testable import BlueprintSimulation

/// What must never be is found when it is.
@Suite struct InvariantTests {
  private let target = TargetBinding(name: "main", provider: "simulator")

  private func step(
    _ name: String, verb: String = "machine.ensure", effect: Step.Effect = .ensure,
    needs: [String] = []
  ) -> Step {
    Step(
      id: StepID("machines.\(name)/ensure"), phase: "machines.\(name)", target: "main",
      verb: verb, input: ["name": .string(name)],
      resource: ResourceAddress("machines.\(name)"), effect: effect,
      teardown: [Teardown(name: "delete", verb: "machine.delete")],
      needs: needs.map { StepID("machines.\($0)/ensure") })
  }

  private func plan(_ steps: [Step]) -> Plan {
    Plan(
      deployment: "fleet", operation: Operation(.deploy), base: 0, revision: nil,
      targets: [target], steps: steps)
  }

  private func report(_ steps: [Step]) throws -> Simulation.Report {
    var simulation = Simulation(of: "fleet", latencies: LatencyTable().settled)
    return try simulation.carryOut(plan(steps))
  }

  @Test func whatIsRecordedNowhereIsAnOrphan() throws {
    #expect(try report([step("a"), step("b")]).violations == [])
    let report = try report([step("a"), step("b", effect: .none)])
    #expect(
      report.violations == ["`machines.b` exists, and no resource is recorded for it"])
  }

  @Test func aSecondEffectOfATokenIsFound() {
    var scene = ModelScene()
    for _ in 0..<2 {
      let call = scene.call("machine.ensure", "machines.a", ["name": "a"], token: "t")
      _ = scene.answer(call)
      scene.model.forget(token: "t")
    }
    #expect(
      scene.model.violations == [
        "`machines.a/machine.ensure` took effect twice under one token"
      ])
  }

  @Test func whatIsBegunTooEarlyIsFound() throws {
    let plan = plan([
      step("a"), Step(id: StepID("join"), phase: "", needs: [StepID("machines.a/ensure")]),
      step("b", needs: []), step("c", needs: ["b"]),
    ])
    var late = plan
    late.steps[3].needs.append(StepID("join"))
    var records = StepRecords(late)
    let state = try RunState(run: RunID("run-000000000001"), plan: late)
    let id = StepID("machines.c/ensure")
    #expect(records.unmetNeed(of: id, in: state) != nil)
    for (number, name) in ["b", "a"].enumerated() {
      records.take(
        JournalEntry(
          sequence: number + 2, at: Timestamp(milliseconds: 0), term: 1,
          fact: .outcome(
            step: StepID("machines.\(name)/ensure"), attempt: 1,
            .done(handle: nil, outputs: [:]))))
    }
    // The barrier has no entry: only the state could say that it is passed.
    #expect(records.unmetNeed(of: id, in: state) == StepID("join"))
  }

  @Test func theLongestChainIsTheCriticalPath() throws {
    let report = try report([
      step("a"), step("b", needs: ["a"]), step("c"),
      step("d", verb: "machine.observe", effect: .none, needs: ["b", "c"]),
    ])
    #expect(
      report.path.links.map(\.step.description) == [
        "machines.a/ensure", "machines.b/ensure", "machines.d/ensure",
      ])
    #expect(report.path.links.reduce(.zero) { $0 + $1.duration } == report.duration)
  }

  @Test func aRunThatNeverEndsIsLeft() throws {
    let hang = Fault(.hang, FaultSelector(step: Glob("machines.a/*")), times: 100)
    var simulation = Simulation(of: "fleet")
    var first = step("a")
    first.timeout = .seconds(365 * 86_400)
    let report = try simulation.carryOut(plan([first]), .init(faults: [hang]))
    #expect(report.end == .stuck)
  }
}

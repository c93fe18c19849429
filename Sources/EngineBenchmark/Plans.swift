import BlueprintModel

/// Plans of steps that do nothing.
enum Plans {
  static let target = TargetBinding(name: "here", provider: "nothing")

  /// Steps that are done one after the other.
  static func chain(_ count: Int, deployment: String = "bench", pools: [String] = []) -> Plan {
    plan(
      (0..<count).map { number in
        step("s\(number)", needs: number == 0 ? [] : ["s\(number - 1)"], pools: pools)
      }, deployment)
  }

  /// Steps that need each nothing.
  static func wide(_ count: Int) -> Plan { plan((0..<count).map { step("s\($0)") }, "bench") }

  /// Loops within loops, with a step in the innermost.
  static func nested(depth: Int, breadth: Int) -> Plan {
    var body = [step("leaf", effect: .none)]
    for level in (0..<depth).reversed() {
      let items = Value.list((0..<breadth).map(Value.integer))
      body = [
        Step(
          id: StepID("l\(level)"), phase: "l\(level)", timeout: .zero,
          control: .forEach(items, batch: .count(1), body: body))
      ]
    }
    return plan(body, "bench")
  }

  private static func plan(_ steps: [Step], _ deployment: String) -> Plan {
    let revision = Revision(
      number: 1, application: "bench", version: "1", source: Digest(of: "bench".utf8))
    return Plan(
      deployment: deployment, operation: Operation(.deploy), base: 0, revision: revision,
      targets: [target], steps: steps)
  }

  private static func step(
    _ name: String, needs: [String] = [], pools: [String] = [], effect: Step.Effect = .ensure
  ) -> Step {
    Step(
      id: StepID(name), phase: name, target: target.name, verb: "nothing.ensure",
      resource: effect == .none ? nil : ResourceAddress(name), effect: effect,
      needs: needs.map { StepID($0) }, pools: pools)
  }
}

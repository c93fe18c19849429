import BlueprintModel

/// Plans for tests: each step makes the resource of its own name with the provider `scripted`.
public enum PlanFixture {
  /// The deployment of every fixture.
  public static let deployment = "shop"

  /// The target of every fixture.
  public static let target = TargetBinding(name: "here", provider: "scripted")

  /// A plan of `steps` with the first revision.
  public static func plan(
    _ steps: [Step], base: Int = 0, outputs: [PlannedOutput] = [], isDestroy: Bool = false
  ) -> Plan {
    let revision = Revision(
      number: base + 1, application: "shop", version: "1", source: Digest(of: "shop".utf8))
    return Plan(
      deployment: deployment, operation: Operation(isDestroy ? .destroy : .deploy), base: base,
      revision: isDestroy ? nil : revision, targets: [target], steps: steps, outputs: outputs)
  }

  /// A step that makes the resource of its name.
  public static func step(_ name: String, needs: [String] = []) -> Step {
    Step(
      id: StepID(name), phase: name, target: target.name, verb: "thing.ensure",
      input: ["step": .string(name)], resource: ResourceAddress(name), effect: .ensure,
      desired: ["self": .string(name)], needs: needs.map { StepID($0) },
      retry: RetryPolicy(maximumAttempts: 3, delay: .seconds(1), maximumDelay: .seconds(8)))
  }

  /// A step that only joins what it needs.
  public static func barrier(_ name: String, needs: [String]) -> Step {
    Step(id: StepID(name), phase: name, needs: needs.map { StepID($0) })
  }

  /// A DAG of `count` steps with edges, barriers and waits strewn in by `seed`.
  public static func random(count: Int, seed: UInt64) -> [Step] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { number in
      let most = min(number, 3)
      let needs = Set(
        (0..<Int.random(in: 0...most, using: &generator)).map { _ in
          "s\(Int.random(in: 0..<number, using: &generator))"
        }
      ).sorted()
      switch Int.random(in: 0..<10, using: &generator) {
      case 0: return barrier("s\(number)", needs: needs)
      case 1:
        var wait = barrier("s\(number)", needs: needs)
        wait.delay = .seconds(Int.random(in: 1...40, using: &generator))
        return wait
      default: return step("s\(number)", needs: needs)
      }
    }
  }

  /// Replies strewn over `steps` by `seed`: retries, polls and lost answers, but no failure for
  /// good.
  public static func randomScript(
    for steps: [Step], seed: UInt64
  ) -> ScriptedProvider.Script {
    var generator = SeededGenerator(seed: seed)
    var script: ScriptedProvider.Script = [:]
    for step in steps where step.verb != nil {
      let transient = Failure(.transient, code: "busy", "try again")
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: script[step.id] = [[.failed(transient)], [.done()]]
      case 1: script[step.id] = [[.again(after: .seconds(2)), .again(after: .zero), .done()]]
      case 2: script[step.id] = [[.lost, .done()]]
      case 3:
        script[step.id] = [[.lost, .again(after: .seconds(9)), .failed(transient)], [.done()]]
      default: break
      }
    }
    return script
  }
}

/// Numbers that look random and are the same for the same seed (SplitMix64).
public struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  /// The sequence of `seed`.
  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

import BlueprintModel

/// A plan's DAG by step number, computed once: who waits for whom, and which line each step
/// queues in.
struct StepGraph: Sendable {
  /// The number of each step.
  let numbers: [StepID: Int]
  /// The steps that need each step.
  let dependents: [[Int]]
  /// How many steps each step needs.
  let needs: [Int]
  /// The providers that serve the plan, in order of first use; the empty name stands for steps
  /// that the engine completes itself.
  let providers: [String]
  /// The number of each step's provider in `providers`.
  let lines: [Int]
  /// The bindings of the plan's targets.
  let targets: [String: TargetBinding]

  init(_ plan: Plan) throws(RunFault) {
    targets = Dictionary(
      plan.targets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    numbers = try Self.number(plan.steps)
    var dependents = [[Int]](repeating: [], count: plan.steps.count)
    var needs = [Int](repeating: 0, count: plan.steps.count)
    for (number, step) in plan.steps.enumerated() {
      for need in Set(step.needs) {
        guard let needed = numbers[need], needed < number else {
          throw .plan("step `\(step.id)` needs `\(need)`, which is not before it")
        }
        dependents[needed].append(number)
        needs[number] += 1
      }
    }
    self.dependents = dependents
    self.needs = needs
    (providers, lines) = try Self.queue(plan.steps, targets)
  }

  private static func number(_ steps: [Step]) throws(RunFault) -> [StepID: Int] {
    var numbers: [StepID: Int] = [:]
    numbers.reserveCapacity(steps.count)
    for (number, step) in steps.enumerated() {
      guard numbers.updateValue(number, forKey: step.id) == nil else {
        throw .plan("two steps are named `\(step.id)`")
      }
    }
    return numbers
  }

  private static func queue(
    _ steps: [Step], _ targets: [String: TargetBinding]
  ) throws(RunFault) -> ([String], [Int]) {
    var providers: [String] = []
    var numbers: [String: Int] = [:]
    var lines: [Int] = []
    lines.reserveCapacity(steps.count)
    for step in steps {
      let name = try provider(of: step, targets)
      if numbers[name] == nil {
        numbers[name] = providers.count
        providers.append(name)
      }
      lines.append(numbers[name] ?? 0)
    }
    return (providers, lines)
  }

  private static func provider(
    of step: Step, _ targets: [String: TargetBinding]
  ) throws(RunFault) -> String {
    if step.effect != .none, step.resource == nil {
      throw .plan("step `\(step.id)` changes a resource but names none")
    }
    guard step.verb != nil || step.effect == .ensure else { return "" }
    guard let target = step.target.flatMap({ targets[$0] }) else {
      throw .plan("step `\(step.id)` has a target that the plan does not bind")
    }
    return step.verb == nil ? "" : target.provider
  }
}

import BlueprintModel

/// The DAG of a run by step number: who waits for whom, and which line each step queues in. It
/// grows when a control step brings steps into being.
struct StepGraph: Sendable {
  /// The number of each step.
  private(set) var numbers: [StepID: Int] = [:]
  /// The steps that need each step.
  private(set) var dependents: [[Int]] = []
  /// How many steps each step needs.
  private(set) var needs: [Int] = []
  /// The number of each step's line.
  private(set) var lines: [Int] = []
  /// What the steps of each line use up while they are in flight; see ``LimitKey``.
  private(set) var lineKeys: [[LimitKey]] = []
  /// The bindings of the plan's targets.
  let targets: [String: TargetBinding]
  private var lineNumbers: [[LimitKey]: Int] = [:]

  init(_ plan: Plan) throws(RunFault) {
    targets = Dictionary(
      plan.targets.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    numbers.reserveCapacity(plan.steps.count)
    try append(plan.steps)
  }

  /// Adds steps, each of which needs only steps before it among them.
  mutating func append(_ steps: [Step]) throws(RunFault) {
    let first = needs.count
    for (offset, step) in steps.enumerated() {
      guard numbers.updateValue(first + offset, forKey: step.id) == nil else {
        throw .plan("two steps are named `\(step.id)`")
      }
    }
    dependents.append(contentsOf: repeatElement([], count: steps.count))
    needs.append(contentsOf: repeatElement(0, count: steps.count))
    for (offset, step) in steps.enumerated() {
      let number = first + offset
      for need in step.needs.count > 1 ? Array(Set(step.needs)) : step.needs {
        guard let needed = numbers[need], needed >= first, needed < number else {
          throw .plan("step `\(step.id)` needs `\(need)`, which is not before it")
        }
        dependents[needed].append(number)
        needs[number] += 1
      }
      lines.append(try line(of: step))
    }
  }

  private mutating func line(of step: Step) throws(RunFault) -> Int {
    let keys = try keys(of: step)
    if let number = lineNumbers[keys] { return number }
    lineKeys.append(keys)
    lineNumbers[keys] = lineKeys.count - 1
    return lineKeys.count - 1
  }

  private func keys(of step: Step) throws(RunFault) -> [LimitKey] {
    if step.effect != .none, step.resource == nil {
      throw .plan("step `\(step.id)` changes a resource but names none")
    }
    guard step.verb != nil || step.effect == .ensure else { return [] }
    guard let target = step.target.flatMap({ targets[$0] }) else {
      throw .plan("step `\(step.id)` has a target that the plan does not bind")
    }
    guard step.verb != nil else { return [] }
    return [.provider(target.provider), .target(target.name)] + step.pools.map(LimitKey.pool)
  }
}

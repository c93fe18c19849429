import BlueprintModel

/// One of the orders in which a plan's steps may be done; seed 0 is the plan's own.
struct StepOrder {
  let steps: [Step]

  init(_ plan: Plan, seed: UInt64) {
    guard seed != 0 else {
      steps = plan.steps
      return
    }
    var random = seed
    var unmet = Dictionary(uniqueKeysWithValues: plan.steps.map { ($0.id, $0.needs.count) })
    var dependents: [StepID: [Step]] = [:]
    for step in plan.steps { for need in step.needs { dependents[need, default: []].append(step) } }
    var ready = plan.steps.filter(\.needs.isEmpty)
    var order: [Step] = []
    while !ready.isEmpty {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let step = ready.remove(at: Int((random >> 33) % UInt64(ready.count)))
      order.append(step)
      for dependent in dependents[step.id] ?? [] {
        unmet[dependent.id, default: 0] -= 1
        if unmet[dependent.id] == 0 { ready.append(dependent) }
      }
    }
    steps = order
  }
}

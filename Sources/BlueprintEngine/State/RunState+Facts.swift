import BlueprintModel

extension RunState {
  /// What facts that are about to be journaled mean for the deployment's resources, in order.
  public func changes(of facts: [Fact]) -> [ResourceChange] {
    var changes: [ResourceChange] = []
    var touched: [ResourceAddress: Resource?] = [:]
    for fact in facts {
      guard case .outcome(let step, _, let outcome) = fact, let number = graph.numbers[step],
        let address = plan.steps[number].resource
      else { continue }
      let prior = touched[address] ?? resources[address]
      guard let change = change(of: outcome, number, prior: prior) else { continue }
      changes.append(change)
      touched[address] = .some(change.resource)
    }
    return changes
  }

  /// The latest moment for the end of a step's present attempt; nil before its first intent.
  public func deadline(of step: StepID) -> Timestamp? {
    guard let number = graph.numbers[step], let began = progress[number].attemptBegan else {
      return nil
    }
    return began + plan.steps[number].timeout
  }

  /// The binding of a step's target, if it has one.
  public func target(of step: Step) -> TargetBinding? { step.target.flatMap { graph.targets[$0] } }

  func change(
    of outcome: Outcome, _ number: Int, in resources: [ResourceAddress: Resource]
  ) -> ResourceChange? {
    guard let address = plan.steps[number].resource else { return nil }
    return change(of: outcome, number, prior: resources[address])
  }

  private func change(of outcome: Outcome, _ number: Int, prior: Resource?) -> ResourceChange? {
    let step = plan.steps[number]
    return .of(
      outcome, step: step, desired: progress[number].desired,
      target: target(of: step), prior: prior)
  }
}

extension ResourceChange {
  /// The record after the change, or nil if the resource is gone.
  var resource: Resource? {
    switch self {
    case .put(let resource): resource
    case .remove: nil
    }
  }
}

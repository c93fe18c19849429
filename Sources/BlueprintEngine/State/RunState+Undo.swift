import BlueprintModel

// What undoes a run that failed.

extension RunState {
  /// The steps that undo what the run did, each after those that undo what came of it; and whether
  /// they undo all of it. What was done before something was deleted stays: from there, there is
  /// no return. A resource that several steps changed is put back where the first of them stood.
  func undoing() -> (steps: [Step], isWhole: Bool) {
    let limit = pointOfNoReturn
    let first = firstChanges
    var steps: [Step] = []
    var isWhole = limit == 0
    /// For each step of the plan, the step after which it is undone, if it is.
    var ends: [Int: StepID] = [:]
    let within = stepsWithin
    for number in frames[0].members.reversed() {
      let needs = graph.dependents[number].compactMap { ends[$0] }
      var chain: [Step] = []
      for inner in [number] + (within[number] ?? []).reversed() where progress[inner].isBegun {
        let part = undoing(inner, after: limit, first)
        // What the plan does not bind cannot be asked: it stays, and the run says so.
        if part.allSatisfy(isBound) { chain += part } else { isWhole = false }
      }
      if chain.isEmpty, needs.isEmpty { continue }
      let end = StepID("\(step(at: number).id)/undone")
      var last = Array(Set(needs)).sorted()
      for index in chain.indices {
        chain[index].needs = last
        last = [chain[index].id]
      }
      steps += chain
      steps.append(Step(id: end, phase: step(at: number).phase, needs: last))
      ends[number] = end
    }
    if steps.allSatisfy(\.isBarrier) { steps = [] }
    isWhole = isWhole && isEveryEffectUndone
    return (steps, isWhole)
  }

  /// The sequence number of the last entry that finished deleting something; 0 if nothing was.
  private var pointOfNoReturn: Int {
    progress.indices.lazy.filter {
      self.progress[$0].state == .succeeded && self.step(at: $0).effect == .delete
    }.map { self.progress[$0].finishedBy }.max() ?? 0
  }

  /// The first step that changed each resource.
  private var firstChanges: Set<Int> {
    var first: [ResourceAddress: Int] = [:]
    for number in undos.keys {
      guard let address = step(at: number).resource else { continue }
      first[address] = min(first[address] ?? number, number)
    }
    return Set(first.values)
  }

  /// Whether there is an undo for everything that was put to a resource.
  private var isEveryEffectUndone: Bool {
    progress.indices.allSatisfy { number in
      let step = step(at: number)
      guard step.effect == .ensure, progress[number].isBegun, let address = step.resource else {
        return true
      }
      return undos[number] != nil || resources[address] == nil
    }
  }

  /// The steps that came into being within each control step of the plan, in order.
  private var stepsWithin: [Int: [Int]] {
    var within: [Int: [Int]] = [:]
    for child in plan.steps.count..<stepCount {
      var owner = frames[progress[child].frame].owner
      while let next = owner, next >= plan.steps.count {
        owner = frames[progress[next].frame].owner
      }
      if let owner { within[owner, default: []].append(child) }
    }
    return within
  }

  /// Whether every target that a step and those within it name is known.
  private func isBound(_ step: Step) -> Bool {
    step.target.map { graph.targets[$0] != nil } ?? true
      && (step.control?.bodies ?? []).allSatisfy { $0.allSatisfy(isBound) }
  }

  /// What undoes the effect of one step.
  private func undoing(_ number: Int, after limit: Int, _ first: Set<Int>) -> [Step] {
    let step = step(at: number)
    guard first.contains(number), let undo = undos[number], let address = step.resource,
      let resource = resources[address],
      progress[number].finishedBy == 0 || progress[number].finishedBy > limit
    else { return [] }
    switch undo {
    case .remove: return removal(of: resource, for: step)
    case .restore(let making): return [restoration(of: resource, making, for: step)]
    }
  }

  private func removal(of resource: Resource, for step: Step) -> [Step] {
    let teardown = resource.teardown.isEmpty ? [Teardown(name: "forget")] : resource.teardown
    var steps = teardown.map { teardown in
      // The name that a planned removal gives it, by which its own values refer to it.
      let planned = StepID("\(resource.address)/\(teardown.name)")
      let id = graph.numbers[planned] == nil ? planned : StepID("\(step.id)/undo.\(teardown.name)")
      return teardown.step(id, of: resource, undoing: step)
    }
    steps[steps.count - 1].effect = .delete
    return steps
  }

  private func restoration(
    of resource: Resource, _ making: Resource.Making, for step: Step
  ) -> Step {
    Step(
      id: StepID("\(step.id)/undo.restore"), phase: step.phase, target: step.target,
      verb: making.verb, input: making.input, resource: resource.address, effect: .ensure,
      desired: making.desired, teardown: resource.teardown, uses: resource.uses,
      protect: resource.protect, timeout: making.timeout, why: "undoes `\(step.id)`",
      place: step.place)
  }
}

extension Teardown {
  /// The step that does this to undo `step`.
  fileprivate func step(_ id: StepID, of resource: Resource, undoing step: Step) -> Step {
    Step(
      id: id, phase: step.phase,
      target: verb == nil ? nil : target ?? resource.target.name, verb: verb, input: input,
      resource: resource.address, delay: delay, retry: detail?.retry ?? RetryPolicy(),
      timeout: timeout, idempotency: detail?.idempotency ?? .token, control: detail?.control,
      when: detail?.when, outputs: detail?.outputs ?? [],
      continueOnError: detail?.continueOnError ?? false, why: "undoes `\(step.id)`",
      place: step.place)
  }
}

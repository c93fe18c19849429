import BlueprintModel

/// Collects drafts and their needs, and puts them in order.
struct PlanGraph {
  /// The steps as they were added, without their needs: a draft holds much more than its step.
  private var steps: [Step] = []
  private var needs: [[StepID]] = []
  private var lateResources: [Set<ResourceAddress>] = []
  private var index: [StepID: Int] = [:]
  private var producers: [ResourceAddress: StepID] = [:]

  /// Whether nothing was added.
  var isEmpty: Bool { steps.isEmpty }

  /// Adds a step that comes after `predecessors`; returns its identity.
  @discardableResult
  mutating func add(_ draft: StepDraft, after predecessors: [StepID] = []) -> StepID {
    index[draft.id] = steps.count
    if draft.effect == .ensure, let resource = draft.resource { producers[resource] = draft.id }
    steps.append(draft.step(needs: []))
    needs.append(predecessors)
    lateResources.append(draft.lateResources)
    return draft.id
  }

  /// Adds steps of which each comes after the one before, the first after `predecessors`.
  /// Returns what a step that follows must come after.
  mutating func addChain(_ chain: [PlanNode], after predecessors: [StepID]) -> [StepID] {
    var last = predecessors
    for node in chain { last = add(node, after: last) }
    return last
  }

  /// Adds what `node` holds after `predecessors`. Returns what a step that follows must come
  /// after. Where branches part and come together there is a barrier, so that the edges are as
  /// many as the branches.
  mutating func add(_ node: PlanNode, after predecessors: [StepID]) -> [StepID] {
    switch node {
    case .step(let draft): return [add(draft, after: predecessors)]
    case .sequence(let nodes): return addChain(nodes, after: predecessors)
    case .parallel(let branches, let id, let phase):
      let open = branches.filter { !$0.isEmpty }
      guard open.count > 1 else { return addChain(open, after: predecessors) }
      let fork = join(predecessors, as: StepID("\(id).fork"), phase: phase)
      let ends = open.flatMap { add($0, after: fork) }
      return join(ends, as: StepID("\(id).join"), phase: phase)
    }
  }

  /// Adds a barrier that joins `predecessors`; returns what to come after, which is the only
  /// predecessor itself where there is just one.
  mutating func join(_ predecessors: [StepID], as id: StepID, phase: String) -> [StepID] {
    guard predecessors.count > 1 else { return predecessors }
    return [add(StepDraft(id: id, phase: phase), after: predecessors)]
  }

  /// The steps in an order in which each stands after all it needs: the order of adding, moved
  /// only where a need asks for it. The same drafts give the same order.
  ///
  /// - Throws: ``PlanCycle`` if steps need each other.
  func ordered() throws(PlanCycle) -> [Step] {
    let edges = steps.indices.map(predecessors)
    var order: [Int] = []
    order.reserveCapacity(steps.count)
    var marks = [Mark](repeating: .new, count: steps.count)
    for start in steps.indices where marks[start] == .new {
      try visit(start, edges: edges, marks: &marks, order: &order)
    }
    return order.map { position in
      var step = steps[position]
      step.needs = edges[position].map { steps[$0].id }.sorted()
      return step
    }
  }

  private enum Mark { case new, open, closed }

  /// The positions of what the draft at `position` needs, also through late references.
  private func predecessors(of position: Int) -> [Int] {
    var found = needs[position].compactMap { index[$0] }
    for resource in lateResources[position] {
      if let producer = producers[resource].flatMap({ index[$0] }) { found.append(producer) }
    }
    found.sort()
    var distinct: [Int] = []
    for other in found where other != position && other != distinct.last { distinct.append(other) }
    return distinct
  }

  /// Depth first, with a stack of its own: chains may be longer than a thread's stack is deep.
  private func visit(
    _ start: Int, edges: [[Int]], marks: inout [Mark], order: inout [Int]
  ) throws(PlanCycle) {
    var stack: [(position: Int, next: Int)] = [(start, 0)]
    marks[start] = .open
    while let (position, next) = stack.last {
      guard next < edges[position].count else {
        marks[position] = .closed
        order.append(position)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let target = edges[position][next]
      switch marks[target] {
      case .closed: break
      case .open: throw PlanCycle(steps: stack.map { steps[$0.position].id })
      case .new:
        marks[target] = .open
        stack.append((target, 0))
      }
    }
  }
}

/// Steps that need each other: a fault of the planner, since the compiler refuses cycles between
/// services.
struct PlanCycle: Error, Hashable {
  /// The steps on the path that closed.
  var steps: [StepID]
}

import BlueprintModel

/// Collects drafts and their needs, and puts them in order.
struct PlanGraph {
  private var drafts: [StepDraft] = []
  private var needs: [Set<StepID>] = []
  private var index: [StepID: Int] = [:]
  private var producers: [ResourceAddress: StepID] = [:]

  /// Whether nothing was added.
  var isEmpty: Bool { drafts.isEmpty }

  /// Adds a step that comes after `predecessors`; returns its identity.
  @discardableResult
  mutating func add(_ draft: StepDraft, after predecessors: [StepID] = []) -> StepID {
    index[draft.id] = drafts.count
    if draft.effect == .ensure, let resource = draft.resource { producers[resource] = draft.id }
    drafts.append(draft)
    needs.append(Set(predecessors))
    return draft.id
  }

  /// Adds steps of which each comes after the one before, the first after `predecessors`.
  /// Returns what a step that follows must come after.
  mutating func addChain(_ chain: [StepDraft], after predecessors: [StepID]) -> [StepID] {
    var last = predecessors
    for draft in chain { last = [add(draft, after: last)] }
    return last
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
    let edges = (0..<drafts.count).map(predecessors)
    var order: [Int] = []
    order.reserveCapacity(drafts.count)
    var marks = [Mark](repeating: .new, count: drafts.count)
    for start in 0..<drafts.count where marks[start] == .new {
      try visit(start, edges: edges, marks: &marks, order: &order)
    }
    return order.map { position in
      drafts[position].step(needs: edges[position].map { drafts[$0].id }.sorted())
    }
  }

  private enum Mark { case new, open, closed }

  /// The positions of what the draft at `position` needs, also through late references.
  private func predecessors(of position: Int) -> [Int] {
    var found = Set(needs[position].compactMap { index[$0] })
    for resource in drafts[position].lateResources {
      if let producer = producers[resource].flatMap({ index[$0] }) { found.insert(producer) }
    }
    found.remove(position)
    return found.sorted()
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
      case .open: throw PlanCycle(steps: stack.map { drafts[$0.position].id })
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

import BlueprintModel

/// Steps while they are being planned, with the order that they have among themselves.
indirect enum PlanNode {
  /// One step.
  case step(StepDraft)
  /// One after the other.
  case sequence([PlanNode])
  /// Side by side; `id` names the barriers where they part and come together.
  case parallel([PlanNode], id: StepID, phase: String)
}

extension PlanNode {
  /// Whether there is no step in it.
  var isEmpty: Bool {
    switch self {
    case .step: false
    case .sequence(let nodes), .parallel(let nodes, id: _, phase: _): nodes.allSatisfy(\.isEmpty)
    }
  }

  /// All steps, in an order that keeps to the one that they have.
  var drafts: [StepDraft] {
    switch self {
    case .step(let draft): [draft]
    case .sequence(let nodes), .parallel(let nodes, id: _, phase: _): nodes.flatMap(\.drafts)
    }
  }

  /// The same with each step changed by `change`.
  func mapped(_ change: (inout StepDraft) -> Void) -> PlanNode {
    switch self {
    case .step(var draft):
      change(&draft)
      return .step(draft)
    case .sequence(let nodes): return .sequence(nodes.map { $0.mapped(change) })
    case .parallel(let nodes, let id, let phase):
      return .parallel(nodes.map { $0.mapped(change) }, id: id, phase: phase)
    }
  }

  /// The same with the reason `why` for each step that has none.
  func explained(_ why: String) -> PlanNode {
    mapped { if $0.why.isEmpty { $0.why = why } }
  }
}

extension Sequence<PlanNode> {
  /// All steps, in an order that keeps to the one that they have.
  var drafts: [StepDraft] { flatMap(\.drafts) }
}

extension Sequence<StepDraft> {
  /// The steps as nodes.
  var nodes: [PlanNode] { map { .step($0) } }
}

import BlueprintModel

extension Diagram {
  /// The steps of `plan` by what they are about, and which waits for which. A wait that
  /// follows from others is left out.
  public init(_ plan: Plan) {
    var phases: [String] = []
    var seen: Set<String> = []
    for step in plan.steps where seen.insert(step.phase).inserted { phases.append(step.phase) }
    let index = Dictionary(
      plan.steps.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { $1 })
    let needs = plan.steps.map { step in step.needs.compactMap { index[$0] } }
    let edges = Reduction.direct(needs).enumerated().flatMap { vertex, targets in
      targets.map {
        Edge(from: "step \(plan.steps[vertex].id)", to: "step \(plan.steps[$0].id)")
      }
    }
    self.init(
      title: "\(plan.operation.kind.rawValue) \(plan.deployment)",
      groups: phases.map { Group(id: "phase \($0)", label: $0, detail: "") },
      nodes: plan.steps.map { step in
        Node(
          id: "step \(step.id)", label: step.nameInPhase, detail: step.verb ?? "",
          group: "phase \(step.phase)", isJoin: step.verb == nil)
      },
      edges: edges)
  }
}

extension Step {
  /// The step's identity without what its phase says already.
  public var nameInPhase: String {
    let name = id.description
    guard name.hasPrefix(phase), name.utf8.count > phase.utf8.count else { return name }
    let rest = name.dropFirst(phase.count)
    return String(rest.drop { $0 == "." || $0 == "/" || $0 == ":" })
  }
}

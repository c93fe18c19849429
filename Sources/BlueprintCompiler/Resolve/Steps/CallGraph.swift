import BlueprintModel

/// What calls what: actions call actions, and a `service` step on software that its hooks start
/// does what these hooks say.
struct CallGraph {
  /// What can be called.
  enum Node: Hashable {
    case action(String)
    case hook(service: String, Hook)

    /// As the author knows it.
    var text: String {
      switch self {
      case .action(let name): "actions.\(name)"
      case .hook(let service, let hook): "services.\(service).\(hook.rawValue)"
      }
    }
  }

  private var nodes: [Node] = []
  private var edges: [Node: [DependencyGraph<Node, Place>.Edge]] = [:]

  init(_ actions: [ActionSpec], _ services: [Service] = []) {
    let byName = NameTable(services) { $0.name }
    for action in actions { add(.action(action.name), action.steps, on: nil, byName) }
    // By position: a service is too much to copy when it has no hooks.
    for position in services.indices where !services[position].hooks.isEmpty {
      let (name, hooks) = (services[position].name, services[position].hooks)
      for hook in Hook.allCases {
        add(.hook(service: name, hook), hooks[hook] ?? [], on: .service(name), byName)
      }
    }
  }

  /// Adds what calls something; nothing else is in a circle.
  private mutating func add(
    _ node: Node, _ steps: [StepSpec], on subject: Need.Subject?, _ services: NameTable<Service>
  ) {
    let calls = Self.calls(steps, on: subject, services)
    guard !calls.isEmpty else { return }
    nodes.append(node)
    edges[node] = calls
  }

  /// Reports the first circle, edge by edge.
  func check(_ log: DiagnosticLog) {
    guard case .circle(let links) = DependencyGraph(nodes, edges: edges).sorted() else { return }
    let names = links.map(\.source.text) + links.suffix(1).map(\.target.text)
    let notes = links.map { link in
      Diagnostic.Note("`\(link.source.text)` calls `\(link.target.text)`", at: link.label)
    }
    log.report(CallProblem.circle(names), at: links.first?.label, notes: notes)
  }

  /// What each action refers to, also by those that it calls.
  func closure(of actions: [ActionBinder.Bound]) -> [String: [Need]] {
    let own = Dictionary(actions.map { ($0.action.name, $0.needs) }) { first, _ in first }
    var closure: [String: [Need]] = [:]
    for name in own.keys {
      var found: [Need] = []
      var open = [Node.action(name)]
      var seen: Set<Node> = []
      while let node = open.popLast() {
        guard seen.insert(node).inserted, case .action(let called) = node else { continue }
        found += own[called] ?? []
        open += (edges[node] ?? []).map(\.target)
      }
      closure[name] = found
    }
    return closure
  }

  private static func calls(
    _ steps: [StepSpec], on subject: Need.Subject?, _ services: NameTable<Service>
  ) -> [DependencyGraph<Node, Place>.Edge] {
    var edges: [DependencyGraph<Node, Place>.Edge] = []
    steps.visit(on: subject) { step, subject in
      switch (step.kind, subject) {
      case (.call(let name, _), _): edges.append((.action(name), step.place))
      case (.service(let control), .service(let name)?):
        let hooks = services[name].map { control.hooks(of: $0) } ?? []
        for hook in hooks { edges.append((.hook(service: name, hook), step.place)) }
      default: break
      }
    }
    return edges
  }
}

extension ServiceControl {
  /// The hooks that do this to `service`; none if its own process is told.
  func hooks(of service: Service) -> [Hook] {
    switch self {
    case .reload: (service.hooks[.reload] ?? []).isEmpty ? [] : [.reload]
    case _ where service.run != nil: []
    case .start: [.start]
    case .stop: [.stop]
    case .restart: [.stop, .start]
    }
  }
}

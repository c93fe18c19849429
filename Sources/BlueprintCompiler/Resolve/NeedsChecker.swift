import BlueprintModel

/// Finds circles among what machine groups and services need.
struct NeedsChecker {
  let log: DiagnosticLog

  /// Reports a circle among `machines` and `services`; `groups` are the places of `on`.
  func check(_ machines: [MachineGroup], _ services: [Service], groups: [String: Place]) {
    var edges: [Need.Subject: [DependencyGraph<Need.Subject, Place>.Edge]] = [:]
    var nodes: [Need.Subject] = []
    edges.reserveCapacity(machines.count + services.count)
    nodes.reserveCapacity(machines.count + services.count)
    // By position: neither is small enough to copy.
    for position in machines.indices {
      let subject = Need.Subject.machines(machines[position].name)
      nodes.append(subject)
      edges[subject] = machines[position].needs.map { ($0.subject, $0.place) }
    }
    for position in services.indices {
      let name = services[position].name
      let group = Need.Subject.machines(services[position].group)
      nodes.append(.service(name))
      var needs = services[position].needs.map { ($0.subject, $0.place) }
      needs.append((group, groups[name] ?? services[position].place))
      edges[.service(name)] = needs
    }
    guard case .circle(let links) = DependencyGraph(nodes, edges: edges).sorted() else { return }
    let names = links.map(\.source.text) + links.suffix(1).map(\.target.text)
    let notes = links.map { link in
      Diagnostic.Note("`\(link.source.text)` needs `\(link.target.text)`", at: link.label)
    }
    log.report(GraphProblem.needsCycle(names), at: links.first?.label, notes: notes)
  }
}

extension Need.Subject {
  /// The address without an instance: `services.api`.
  var text: String {
    switch self {
    case .machines(let name): "machines.\(name)"
    case .service(let name): "services.\(name)"
    }
  }
}

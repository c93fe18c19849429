import BlueprintModel

/// Finds circles among what machine groups and services need.
struct NeedsChecker {
  let log: DiagnosticLog

  /// Reports a circle among `machines` and `services`; `groups` are the places of `on`.
  func check(_ machines: [MachineGroup], _ services: [Service], groups: [String: Place]) {
    var edges: [Need.Subject: [DependencyGraph<Need.Subject, Place>.Edge]] = [:]
    for machine in machines {
      edges[.machines(machine.name)] = machine.needs.map { ($0.subject, $0.place) }
    }
    for service in services {
      let needs = service.needs.map { ($0.subject, $0.place) }
      let group = (Need.Subject.machines(service.group), groups[service.name] ?? service.place)
      edges[.service(service.name)] = needs + [group]
    }
    let nodes =
      machines.map { Need.Subject.machines($0.name) }
      + services.map { Need.Subject.service($0.name) }
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

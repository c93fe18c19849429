import BlueprintModel

extension Diagram {
  /// The machines of `application` with the services on them, and what each needs.
  public init(_ application: Application) {
    let version = application.version.isEmpty ? "" : " \(application.version)"
    var edges: [Edge] = []
    for machine in application.machines {
      edges += machine.needs.map { Edge(from: "machines.\(machine.name)", to: $0.subject.id) }
    }
    for service in application.services {
      edges += service.needs.map { Edge(from: "services.\(service.name)", to: $0.subject.id) }
    }
    let known = Set(application.machines.map(\.name))
    self.init(
      title: "\(application.name)\(version)",
      groups: application.machines.map { machine in
        Group(
          id: "machines.\(machine.name)", label: machine.labelWithCount, detail: machine.target)
      },
      nodes: application.services.map { service in
        Node(
          id: "services.\(service.name)", label: service.name, detail: service.remark,
          group: known.contains(service.group) ? "machines.\(service.group)" : nil)
      },
      edges: edges)
  }
}

extension Need.Subject {
  /// The subject's identity in a diagram: `services.web`, `machines.db`.
  var id: String { address.description }
}

extension MachineGroup {
  /// `web × 3`; the name alone for a single machine.
  var labelWithCount: String { count.map { "\(name) × \($0)" } ?? name }
}

extension Service {
  /// The version and the ports, as far as they are known: `1.4.2  :8080`.
  var remark: String {
    let ports = endpoints.compactMap { $0.port.literal?.integer.map { ":\($0)" } }
    let version = version?.literal?.string.map { [$0] } ?? []
    return (version + ports).joined(separator: "  ")
  }
}

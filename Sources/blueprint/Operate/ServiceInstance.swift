import BlueprintModel

/// A deployed instance of a service, with what is needed to ask its provider about it.
struct ServiceInstance {
  /// The process's record.
  let resource: Resource
  /// The outputs of its machine.
  let host: ValueMap
  /// The service's name.
  let name: String

  /// All instances of `state`, by address.
  static func all(in state: DeploymentState) -> [ServiceInstance] {
    state.resources.values.filter { $0.address.isServiceInstance }
      .sorted { $0.address < $1.address }
      .compactMap { ServiceInstance($0, in: state) }
  }

  /// The instance at `address`, which may leave `services.` out, and the index where there is
  /// only one.
  static func find(
    _ address: String, in state: DeploymentState
  ) throws(CommandFailure) -> ServiceInstance {
    let full = address.hasPrefix("services.") ? address : "services.\(address)"
    let instances = all(in: state)
    if let exact = instances.first(where: { $0.resource.address.description == full }) {
      return exact
    }
    let members = instances.filter { $0.resource.address.description.hasPrefix("\(full)[") }
    if members.count == 1 { return members[0] }
    let known = (members.isEmpty ? instances : members).map { "`\($0.resource.address)`" }.joined(
      separator: ", ")
    throw CommandFailure(
      .notFound, code: "BP0941",
      members.isEmpty
        ? "`\(state.name)` has no service instance `\(address)`"
        : "`\(address)` has \(members.count) instances; name one of them",
      help: [known.isEmpty ? "nothing is deployed" : "it has \(known)"])
  }

  private init?(_ resource: Resource, in state: DeploymentState) {
    let machine = resource.uses.first {
      $0.description.hasPrefix("machines.") && state.resources[$0] != nil
    }
    guard let machine, let host = state.resources[machine]?.outputs else { return nil }
    self.resource = resource
    self.host = host
    name = resource.address.serviceName
  }
}

extension ResourceAddress {
  /// Whether this is a service instance itself and no part of one.
  var isServiceInstance: Bool {
    description.hasPrefix("services.") && description.split(separator: ".").count == 2
  }

  /// Whether this is a machine.
  var isMachine: Bool { description.hasPrefix("machines.") }

  /// The service's name: `web` of `services.web[0]`.
  var serviceName: String {
    String(description.dropFirst("services.".count).prefix { $0 != "[" && $0 != "." })
  }
}

import BlueprintModel

/// The keys of an endpoint.
enum EndpointKey: String, ConstructKey {
  case port
  case scheme = "protocol"

  static let construct = "an endpoint"
  static let required: [EndpointKey] = [.port]
}

extension BlueprintDecoder {
  func endpoint(_ member: Fields<ServiceKey>.Member) -> EndpointDeclaration {
    let fields = Fields<EndpointKey>(member.value, at: member.place, log: log)
    let scheme = fields.choice(.scheme, of: EndpointProtocol.self) ?? .tcp
    let port = fields.scalarNode(.port, wanted: "an integer")
    return EndpointDeclaration(
      name: member.name, place: member.place, port: port, scheme: scheme)
  }
}

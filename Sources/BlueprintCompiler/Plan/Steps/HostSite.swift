import BlueprintExpressions
import BlueprintModel

/// An instance or machine as the place where a step runs.
struct HostSite {
  /// The instance or machine.
  let address: ResourceAddress
  /// What `instance` stands for.
  let value: BoundValue
  /// The target of the machine.
  let target: String
  /// The machine's outputs, which tell a provider how to reach it.
  let host: BoundValue
  /// The instance's own directory, relative to the machine's home.
  let directory: String
  /// The service; nil for a machine.
  let context: InstanceContext?

  /// The name under which the provider knows what runs here.
  let name: String

  /// The environment that everything here has.
  var environment: [String: BoundValue] { context?.environment ?? [:] }

  /// Who scripts run as here unless they say: the service's own user.
  var user: BoundValue? { (context?.service.user).map { .literal(.string($0)) } }

  /// The machine itself.
  var machine: ResourceAddress { context?.machine ?? address }

  init(_ context: InstanceContext) {
    self.context = context
    address = context.address
    value = context.names["self"] ?? .literal(.null)
    target = context.target
    host = context.host
    directory = "services/\(context.service.name)"
    name = context.service.name
  }

  init(
    machine address: ResourceAddress, group: MachineGroup, scope: NameScope
  ) throws(EvaluationError) {
    context = nil
    self.address = address
    value = scope.names(at: address)["self"] ?? .literal(.null)
    target = group.target
    host = try value.member("host")
    directory = ""
    name = group.name
  }
}

extension NameScope {
  /// The instances and machines that `value` stands for: one, or a list. In the order of the list.
  func sites(of value: BoundValue) throws(EvaluationError) -> [HostSite] {
    var sites: [HostSite] = []
    for member in value.members ?? [value] { sites.append(try site(of: member)) }
    return sites
  }

  private func site(of member: BoundValue) throws(EvaluationError) -> HostSite {
    guard let text = try? member.member(Self.addressKey).literal?.string,
      let site = try site(at: ResourceAddress(text))
    else {
      throw EvaluationError(.wrongType, "a \(member.literal?.kind ?? "value") is no instance")
    }
    return site
  }

  /// The instance or machine at `address`; nil if the application has none there.
  func site(at address: ResourceAddress) throws(EvaluationError) -> HostSite? {
    guard let (subject, index) = owners[address] else { return nil }
    switch subject {
    case .machines(let name):
      guard let group = groups[name] else { return nil }
      return try HostSite(machine: address, group: group, scope: self)
    case .service(let name):
      guard let service = services[name], let group = groups[service.group] else { return nil }
      return HostSite(
        try InstanceContext(service: service, index: index, target: group.target, scope: self))
    }
  }
}

extension BoundValue {
  /// The elements of a list, finished or not; nil for anything else.
  var members: [BoundValue]? {
    switch self {
    case .list(let elements): elements
    case .literal(.list(let elements)): elements.map { .literal($0) }
    default: nil
    }
  }
}

import BlueprintExpressions
import BlueprintModel

/// What the names in a blueprint's expressions stand for, for every instance.
///
/// A machine that exists already contributes its recorded outputs as values; one that is still to
/// be made contributes references to its outputs, which the engine binds at run time. What is
/// known throughout is a literal, so that a Mustache text that names a whole group can be
/// rendered.
struct NameScope {
  private var shared: [String: BoundValue] = [:]
  private var instances: [ResourceAddress: BoundValue] = [:]
  /// The application's services, machine groups and actions, for steps that run on others.
  let services: NameTable<Service>
  let groups: NameTable<MachineGroup>
  private(set) var actions: [String: ActionSpec] = [:]
  /// What the instance or machine at an address belongs to, and its index.
  private(set) var owners: [ResourceAddress: (subject: Need.Subject, index: Int?)] = [:]
  /// Where artifacts are put, on the controller.
  let artifacts: String

  /// The entry of an instance that tells its address; no expression can name it.
  static let addressKey = "@address"
  /// What an instance's names are made of.
  private let directory: BoundValue
  private let address: BoundValue
  private let url: BoundValue

  /// The names of `application`, with what `known` says of resources that exist.
  init(
    application: Application, deployment: String, known: [ResourceAddress: Resource],
    artifacts: String = ""
  ) throws(EvaluationError) {
    self.artifacts = artifacts
    services = NameTable(application.services) { $0.name }
    groups = NameTable(application.machines) { $0.name }
    actions = Dictionary(application.actions.map { ($0.name, $0) }) { first, _ in first }
    directory = try BoundValue.text("${machine.home}/services/${name}")
    address = try BoundValue.text("${machine.address}:${port}")
    url = try BoundValue.text("${scheme}://${machine.address}:${port}")
    shared["deployment"] = BoundValue(map: ["name": .literal(.string(deployment))])
    var machines: [String: BoundValue] = [:]
    for group in application.machines {
      machines[group.name] = try bindMachines(of: group, known: known)
    }
    shared["machines"] = BoundValue(map: machines)
    var members: [String: BoundValue] = [:]
    for service in application.services {
      guard let group = groups[service.group] else { continue }
      members[service.name] = try bindInstances(of: service, on: group)
    }
    shared["services"] = BoundValue(map: members)
  }

  /// The names in scope for things that belong to no instance: outputs.
  var global: [String: BoundValue] { shared }

  /// The names in scope for the service instance or machine at `address`.
  func names(at address: ResourceAddress) -> [String: BoundValue] {
    var names = shared
    names["self"] = instances[address]
    return names
  }

  private mutating func bindMachines(
    of group: MachineGroup, known: [ResourceAddress: Resource]
  ) throws(EvaluationError) -> BoundValue {
    var members: [BoundValue] = []
    for index in group.indices {
      let address = InstanceAddress.machine(group.name, index)
      let outputs = try BoundValue.outputs(of: address, known: known[address])
      let name = index.map { "\(group.name)-\($0)" } ?? group.name
      let member = BoundValue(map: [
        "name": .literal(.string(name)), "index": .literal(.integer(index ?? 0)),
        "address": try outputs.member("address"), "root": try outputs.member("root"),
        "home": try outputs.member("home"), "host": outputs,
        Self.addressKey: .literal(.string(address.description)),
      ])
      instances[address] = member
      owners[address] = (.machines(group.name), index)
      members.append(member)
    }
    return group.count == nil ? members[0] : BoundValue(list: members)
  }

  private mutating func bindInstances(
    of service: Service, on group: MachineGroup
  ) throws(EvaluationError) -> BoundValue {
    var members: [BoundValue] = []
    for index in group.indices {
      let address = InstanceAddress.service(service.name, index)
      guard let machine = instances[InstanceAddress.machine(group.name, index)] else { continue }
      let member = try bindInstance(of: service, index: index, on: machine)
      instances[address] = member
      owners[address] = (.service(service.name), index)
      members.append(member)
    }
    return group.count == nil ? members[0] : BoundValue(list: members)
  }

  private func bindInstance(
    of service: Service, index: Int?, on machine: BoundValue
  ) throws(EvaluationError) -> BoundValue {
    let name = BoundValue.literal(.string(service.name))
    var member: [String: BoundValue] = [
      "name": name, "index": .literal(.integer(index ?? 0)),
      "address": try machine.member("address"), "root": try machine.member("root"),
      "machine": machine, "dir": try directory.reduced(in: ["machine": machine, "name": name]),
      Self.addressKey: .literal(
        .string(InstanceAddress.service(service.name, index).description)),
    ]
    var names = shared
    names["self"] = BoundValue(map: member)
    if let version = service.version { member["version"] = try version.reduced(in: names) }
    names["self"] = BoundValue(map: member)
    var endpoints: [String: BoundValue] = [:]
    for endpoint in service.endpoints {
      endpoints[endpoint.name] = try bind(endpoint, address: machine, names: names)
    }
    member["endpoints"] = BoundValue(map: endpoints)
    return BoundValue(map: member)
  }

  private func bind(
    _ endpoint: Endpoint, address machine: BoundValue, names: [String: BoundValue]
  ) throws(EvaluationError) -> BoundValue {
    let port = try endpoint.port.reduced(in: names)
    let parts: [String: BoundValue] = [
      "machine": machine, "port": port, "scheme": .literal(.string(endpoint.scheme)),
    ]
    return BoundValue(map: [
      "port": port, "address": try address.reduced(in: parts), "url": try url.reduced(in: parts),
    ])
  }
}

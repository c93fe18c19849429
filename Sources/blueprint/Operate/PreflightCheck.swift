import BlueprintCompiler
import BlueprintModel

/// What one target is asked before a plan is made, and the places that its answers are about.
struct PreflightCheck {
  /// The target.
  let target: TargetBinding
  /// The input of `target.check`.
  let input: Value
  private let packages: [Place]
  private let ports: [Place]

  /// The checks of all targets of `application`; ports that the deployment's own services hold
  /// are marked so.
  static func checks(of application: Application, in state: DeploymentState) -> [PreflightCheck] {
    application.targets.map { target in
      PreflightCheck(target: target.binding, application: application, state: state)
    }
  }

  private init(target: TargetBinding, application: Application, state: DeploymentState) {
    self.target = target
    let groups = application.machines.filter { $0.target == target.name }
    var packages: [(Value, Place)] = []
    var ports: [(Value, Place)] = []
    for service in application.services {
      guard let group = groups.first(where: { $0.name == service.group }) else { continue }
      for package in service.packages {
        guard let description = package.description.literal else { continue }
        packages.append((description, package.place))
      }
      ports += Self.ports(of: service, on: group, state: state)
    }
    self.packages = packages.map(\.1)
    self.ports = ports.map(\.1)
    let machines = groups.flatMap { group in
      group.addresses.map { Value.map(["address": .string($0.description)]) }
    }
    input = [
      "machines": .list(machines), "packages": .list(packages.map(\.0)),
      "ports": .list(ports.map(\.0)),
    ]
  }

  private static func ports(
    of service: Service, on group: MachineGroup, state: DeploymentState
  ) -> [(Value, Place)] {
    var ports: [(Value, Place)] = []
    for endpoint in service.endpoints {
      guard let port = endpoint.port.literal?.integer else { continue }
      for (machine, instance) in zip(group.addresses, group.addresses(of: service)) {
        var entry: ValueMap = [
          "machine": .string(machine.description), "service": .string(instance.description),
          "endpoint": .string(endpoint.name), "port": .integer(port),
        ]
        if state.resources[instance] != nil { entry["held"] = true }
        ports.append((.map(entry), endpoint.place))
      }
    }
    return ports
  }

  /// The diagnostic for one of the target's problems.
  func diagnostic(of problem: Value) -> Diagnostic {
    let index = problem["index"]?.integer ?? 0
    let kind = problem["kind"]?.string
    let places = kind == "package" ? packages : kind == "port" ? ports : []
    let codes = ["package": "BP0610", "port": "BP0611", "directory": "BP0612"]
    return Diagnostic(
      code: codes[kind ?? ""] ?? "BP0613",
      problem["message"]?.string ?? "the target cannot take this application",
      at: places.indices.contains(index) ? places[index] : nil,
      help: problem["help"]?.string.map { [$0] } ?? [])
  }
}

import BlueprintExpressions
import BlueprintModel

/// An application as policies see it: each machine group, service, target and schedule as a map of
/// what the blueprint says of it.
struct PolicyCatalogue {
  /// Something that a policy looks at.
  struct Subject {
    var value: BoundValue
    /// Where it is declared; nil for the application.
    var place: Place?
  }

  private let machines: [Subject]
  private let services: [Subject]
  private let targets: [Subject]
  private let schedules: [Subject]
  /// The whole.
  let value: BoundValue

  init(_ application: Application) {
    let providers = Dictionary(
      application.targets.map { ($0.binding.name, $0.binding.provider) }, uniquingKeysWith: { $1 })
    let groups = NameTable(application.machines) { $0.name }
    let residents = Dictionary(grouping: application.services.lazy.map { ($0.group, $0.name) }) {
      $0.0
    }
    machines = application.machines.map { group in
      let services = (residents[group.name] ?? []).map(\.1)
      return Subject(
        value: group.described(services: services, provider: providers[group.target] ?? ""),
        place: group.place)
    }
    services = application.services.map { service in
      Subject(
        value: service.described(
          on: groups[service.group],
          provider: groups[service.group].flatMap { providers[$0.target] } ?? ""),
        place: service.place)
    }
    targets = application.targets.map { target in
      let names = application.machines.filter { $0.target == target.binding.name }.map(\.name)
      return Subject(value: target.described(machines: names), place: target.place)
    }
    schedules = application.schedules.map { Subject(value: $0.described, place: $0.place) }
    value = BoundValue(map: [
      "name": .literal(.string(application.name)),
      "version": .literal(.string(application.version)),
      "machines": BoundValue(list: machines.map(\.value)),
      "services": BoundValue(list: services.map(\.value)),
      "targets": BoundValue(list: targets.map(\.value)),
      "schedules": BoundValue(list: schedules.map(\.value)),
    ])
  }

  /// What a policy for `subject` looks at, one by one.
  func subjects(_ subject: PolicySubject) -> [Subject] {
    switch subject {
    case .application: [Subject(value: value, place: nil)]
    case .machines: machines
    case .services: services
    case .targets: targets
    case .schedules: schedules
    }
  }
}

extension PolicyCatalogue {
  /// The type of `application`.
  static let application = ExpressionType.object([
    "name": .string, "version": .string, "machines": .list(machine), "services": .list(service),
    "targets": .list(target), "schedules": .list(schedule),
  ])

  /// The type of `each`.
  static func type(of subject: PolicySubject) -> ExpressionType {
    switch subject {
    case .application: application
    case .machines: machine
    case .services: service
    case .targets: target
    case .schedules: schedule
    }
  }

  private static let volumes = ExpressionType.map(.object(["mount": .string, "size": .any]))

  private static let spread = ExpressionType.object([
    "domain": .string, "mode": .string, "max_skew": .integer, "min_domains": .integer,
  ])

  private static let machine = ExpressionType.object([
    "name": .string, "target": .string, "provider": .string, "count": .integer,
    "image": .string, "cpus": .number, "memory": .size, "labels": .map(.string),
    "volumes": volumes, "settings": .any, "protect": .boolean, "needs": .list(.string),
    "services": .list(.string), "spread": .list(spread), "colocate_with": .list(.string),
    "separate_from": .list(.string), "residency": .map(.list(.string)),
  ])

  private static let service = ExpressionType.object([
    "name": .string, "on": .string, "provider": .string, "count": .integer, "version": .any,
    "needs": .list(.string), "endpoints": .map(.object(["port": .any, "protocol": .string])),
    "volumes": volumes, "has_health": .boolean, "has_backup": .boolean, "has_run": .boolean,
    "user": .string, "image": .any, "files": .list(.string), "environment": .list(.string),
    "upgrade": .object([
      "max_parallel": .integer, "canary": .integer, "auto_promote": .boolean,
      "auto_revert": .boolean, "min_healthy_time": .duration,
    ]),
  ])

  private static let target = ExpressionType.object([
    "name": .string, "provider": .string, "settings": .any, "machines": .list(.string),
  ])

  private static let schedule = ExpressionType.object([
    "name": .string, "operation": .string, "action": .string, "services": .list(.string),
    "cron": .string, "timezone": .string, "runs_on": .string, "retain": .map(.integer),
  ])
}

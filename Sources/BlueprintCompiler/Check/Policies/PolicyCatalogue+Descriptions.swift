import BlueprintExpressions
import BlueprintModel

extension MachineGroup {
  /// The group as policies see it.
  func described(services: [String], provider: String) -> BoundValue {
    let specification = specification.entries
    var map: [String: BoundValue] = [
      "name": .literal(.string(name)), "target": .literal(.string(target)),
      "provider": .literal(.string(provider)), "count": .literal(.integer(count ?? 1)),
      "protect": .literal(.boolean(protect)), "needs": .strings(needs.map(\.subject.text)),
      "services": .strings(services),
      "spread": .literal(.list(placement.spread.map(\.policyValue))),
      "colocate_with": .strings(placement.colocateWith),
      "separate_from": .strings(placement.separateFrom),
      "residency": .literal(
        .map(
          ValueMap(placement.residency.map { ($0.key, .list($0.value.map(Value.string))) }))),
      "volumes": volumes,
    ]
    for key in ["image", "cpus", "memory"] { map[key] = specification[key] ?? .literal(.null) }
    for key in ["labels", "settings"] { map[key] = specification[key] ?? .literal(.map([:])) }
    return BoundValue(map: map)
  }

  /// The volumes by name, each with `mount` and `size`.
  fileprivate var volumes: BoundValue {
    guard let volumes = specification.entries["volumes"]?.entries else {
      return .literal(.map([:]))
    }
    return BoundValue(
      map: volumes.mapValues { volume in
        let entries = volume.entries
        return BoundValue(map: [
          "mount": entries["mount"] ?? .literal(.null), "size": entries["size"] ?? .literal(.null),
        ])
      })
  }
}

extension Placement.Spread {
  fileprivate var policyValue: Value {
    [
      "domain": .string(domain), "mode": .string(isRequired ? "required" : "preferred"),
      "max_skew": maxSkew.map(Value.integer) ?? .null,
      "min_domains": minDomains.map(Value.integer) ?? .null,
    ]
  }
}

extension Service {
  /// The service as policies see it.
  func described(on machines: MachineGroup?, provider: String) -> BoundValue {
    var ports: [String: BoundValue] = [:]
    for endpoint in endpoints {
      ports[endpoint.name] = BoundValue(map: [
        "port": endpoint.port, "protocol": .literal(.string(endpoint.scheme)),
      ])
    }
    return BoundValue(map: [
      "name": .literal(.string(name)), "on": .literal(.string(group)),
      "provider": .literal(.string(provider)),
      "count": .literal(.integer(machines?.count ?? 1)), "version": version ?? .literal(.null),
      "needs": .strings(needs.map(\.subject.text)), "endpoints": BoundValue(map: ports),
      "volumes": machines?.volumes ?? .literal(.map([:])),
      "has_health": .literal(.boolean(health != nil)),
      "has_backup": .literal(.boolean(backup != nil)),
      "has_run": .literal(.boolean(run != nil)),
      "user": .literal(user.map(Value.string) ?? .null), "image": image ?? .literal(.null),
      "files": .strings(files.map(\.path)), "environment": .strings(environment.map(\.name)),
      "upgrade": .literal([
        "max_parallel": .integer(upgrade.maxParallel), "canary": .integer(upgrade.canary),
        "auto_promote": .boolean(upgrade.autoPromote),
        "auto_revert": .boolean(upgrade.autoRevert),
        "min_healthy_time": .duration(upgrade.minHealthyTime),
      ]),
    ])
  }
}

extension TargetSpec {
  /// The target as policies see it.
  func described(machines: [String]) -> BoundValue {
    BoundValue(map: [
      "name": .literal(.string(binding.name)), "provider": .literal(.string(binding.provider)),
      "settings": .literal(binding.settings), "machines": .strings(machines),
    ])
  }
}

extension Schedule {
  /// The schedule as policies see it.
  var described: BoundValue {
    var operation = Value.null
    var action = Value.null
    switch task {
    case .operation(let name): operation = .string(name)
    case .action(let name): action = .string(name)
    }
    return .literal([
      "name": .string(name), "operation": operation, "action": action,
      "services": .list(services.map(Value.string)), "cron": .string(cron.text),
      "timezone": .string(timezone),
      "runs_on": .string(runsOnMachine ? "machine" : "controller"),
      "retain": .map(ValueMap(retention.map { ($0.key, .integer($0.value)) })),
    ])
  }
}

extension BoundValue {
  fileprivate static func strings(_ texts: [String]) -> BoundValue {
    .literal(.list(texts.map(Value.string)))
  }

  /// The entries of a map, finished or not; none for anything else.
  var entries: [String: BoundValue] {
    if case .map(let entries) = self { return entries }
    guard let map = literal?.map else { return [:] }
    return Dictionary(map.map { ($0.key, .literal($0.value)) }, uniquingKeysWith: { $1 })
  }
}

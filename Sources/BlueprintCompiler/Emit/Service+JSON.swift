import BlueprintExpressions
import BlueprintModel

extension Service {
  /// The JSON form; parts that the service does not have are null or empty.
  var json: Value {
    let hooks = ValueMap(
      self.hooks.map { ($0.key.rawValue, $0.value.json) })
    return [
      "name": .string(name), "on": .string(group),
      "needs": .list(
        needs.map { need in
          [
            "address": .string(need.subject.address.description),
            "place": .string(need.place.description),
          ]
        }),
      "version": version?.json ?? .null, "packages": .list(packages.map(\.description.json)),
      "endpoints": .list(endpoints.map(\.json)), "health": health?.json ?? .null,
      "files": .list(files.map(\.json)), "environment": environment.json,
      "run": run?.json ?? .null, "image": image?.json ?? .null,
      "user": user.map(Value.string) ?? .null, "settings": settings.json,
      "stop_timeout": .duration(stopTimeout), "hooks": .map(hooks),
      "upgrade": upgrade.json, "backup": backup?.json ?? .null,
      "place": .string(place.description),
    ]
  }
}

extension [EnvironmentVariable] {
  /// The values by name.
  var json: Value { .map(ValueMap(map { ($0.name, $0.value.json) })) }
}

extension Endpoint {
  fileprivate var json: Value {
    ["name": .string(name), "port": port.json, "protocol": .string(scheme)]
  }
}

extension FileSpec {
  fileprivate var json: Value {
    [
      "path": .string(path), "content": content.json,
      "mode": .string("0" + String(mode, radix: 8)), "owner": owner.map(Value.string) ?? .null,
      "group": group.map(Value.string) ?? .null, "place": .string(place.description),
    ]
  }
}

extension HealthCheck {
  fileprivate var json: Value {
    [
      "probe": probe.json, "interval": .duration(interval), "timeout": .duration(timeout),
      "healthy_after": .integer(healthyAfter), "unhealthy_after": .integer(unhealthyAfter),
      "deadline": .duration(deadline),
    ]
  }
}

extension HealthCheck.Probe {
  /// The JSON form.
  var json: Value {
    switch self {
    case .tcp(let endpoint): ["tcp": .string(endpoint)]
    case .http(let endpoint, let path, let status):
      [
        "http": [
          "endpoint": .string(endpoint), "path": .string(path), "status": .integer(status),
        ]
      ]
    case .run(let script): ["run": script.json]
    }
  }
}

extension UpgradeStrategy {
  fileprivate var json: Value {
    [
      "max_parallel": .integer(maxParallel), "min_healthy_time": .duration(minHealthyTime),
      "stagger": .duration(stagger), "canary": .integer(canary),
      "auto_promote": .boolean(autoPromote), "auto_revert": .boolean(autoRevert),
    ]
  }
}

extension BackupSpec {
  fileprivate var json: Value {
    [
      "capture": capture.json, "verify": verify.json, "restore": restore.json,
    ]
  }
}

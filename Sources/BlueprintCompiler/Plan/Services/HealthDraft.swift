import BlueprintExpressions
import BlueprintModel

extension InstanceContext {
  /// The draft that waits until the instance is healthy and stays so for `stable`; nil for a
  /// service without a health check.
  func healthDraft(named name: String, stableFor stable: Duration) throws(EvaluationError)
    -> StepDraft?
  {
    guard let health = service.health else { return nil }
    var input = try healthInput(health)
    input["stable_ms"] = .literal(.integer(stable.milliseconds))
    var draft = draft(name, verb: "health.wait", input: input)
    draft.place = health.place
    draft.idempotency = .natural
    draft.timeout = health.deadline + stable + .seconds(30)
    draft.retry = .never
    return draft
  }

  /// The input of a probe of this instance.
  func healthInput(_ health: HealthCheck) throws(EvaluationError) -> [String: BoundValue] {
    [
      "host": host, "service": .literal(.string(service.name)),
      "check": try check(health.probe), "env": .map(environment), "directory": directory,
      "interval_ms": .literal(.integer(health.interval.milliseconds)),
      "timeout_ms": .literal(.integer(health.timeout.milliseconds)),
      "healthy_after": .literal(.integer(health.healthyAfter)),
      "unhealthy_after": .literal(.integer(health.unhealthyAfter)),
      "deadline_ms": .literal(.integer(health.deadline.milliseconds)),
    ]
  }

  /// What a probe of this instance looks at.
  func check(_ probe: HealthCheck.Probe) throws(EvaluationError) -> BoundValue {
    switch probe {
    case .tcp(let endpoint):
      return .map(["tcp": .map(["port": try port(of: endpoint)])])
    case .http(let endpoint, let path, let status):
      return .map([
        "http": .map([
          "port": try port(of: endpoint), "path": .literal(.string(path)),
          "status": .literal(.integer(status)),
        ])
      ])
    case .run(let script):
      return .map(["run": try script.reduced(in: names)])
    }
  }

  private func port(of endpoint: String) throws(EvaluationError) -> BoundValue {
    try BoundValue.reference(
      Reference(root: "self", path: [.key("endpoints"), .key(endpoint), .key("port")])
    ).reduced(in: names)
  }
}

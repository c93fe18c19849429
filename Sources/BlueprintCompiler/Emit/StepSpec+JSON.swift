import BlueprintExpressions
import BlueprintModel

extension StepSpec {
  /// The JSON form: the kind under its own key, and the modifiers that the author wrote.
  var json: Value {
    var map = kind.json
    map["label"] = .string(label)
    map["place"] = .string(place.description)
    map.setUnlessEmpty("name", name.isEmpty ? nil : .string(name))
    map.setUnlessEmpty("id", id.map(Value.string))
    map.setUnlessEmpty("on", site?.instances.json)
    map.setUnlessEmpty("user", user?.json)
    map.setUnlessEmpty("env", environment.json)
    map.setUnlessEmpty("cwd", directory?.json)
    map.setUnlessEmpty("stdin", input?.json)
    map.setUnlessEmpty("when", when?.json)
    map.setUnlessEmpty("timeout", timeout.map(Value.duration))
    map.setUnlessEmpty("retry", retry?.json)
    map.setUnlessEmpty("unless", unless?.json)
    map.setUnlessEmpty("creates", creates?.json)
    map.setUnlessEmpty("idempotency", idempotency.map { .string($0.rawValue) })
    map.setUnlessEmpty("outputs", .list(outputs.map(\.json)))
    if continuesOnError { map["continue_on_error"] = true }
    return .map(map)
  }
}

extension StepSpec.Kind {
  fileprivate var json: ValueMap {
    switch self {
    case .run(let script): ["run": script.json]
    case .file(let file): ["file": file.json]
    case .fetch(let path, let artifact): ["fetch": ["path": path.json, "as": .string(artifact)]]
    case .http(let request): ["http": request.json]
    case .wait(let time): ["wait": ["for": .duration(time)]]
    case .waitUntil(let wait): ["wait": wait.json]
    case .service(let control): ["service": .string(control.rawValue)]
    case .machine(let verb, let arguments):
      ["machine": ["verb": .string(verb.verb), "arguments": BoundValue.map(arguments).json]]
    case .set(let values, let secrets):
      [
        "set": BoundValue.map(values).json,
        "secrets": .list(secrets.sorted().map(Value.string)),
      ]
    case .assertion(let condition, let message):
      ["assert": ["that": condition.json, "message": message.json]]
    case .failure(let message): ["fail": message.json]
    case .approve(let message): ["approve": message.json]
    case .call(let name, let inputs):
      ["call": ["action": .string(name), "inputs": BoundValue.map(inputs).json]]
    default: blockJSON
    }
  }

  private var blockJSON: ValueMap {
    switch self {
    case .sequence(let steps): ["sequence": steps.json]
    case .parallel(let branches):
      ["parallel": .map(ValueMap(branches.map { ($0.label, $0.steps.json) }))]
    case .conditional(let condition, let then, let otherwise):
      ["if": condition.json, "then": then.json, "else": otherwise.json]
    case .forEach(let loop):
      ["for_each": loop.elements.json, "batch": loop.batch.json, "do": loop.body.json]
    case .repetition(let until, let maximum, let delay, let body):
      [
        "repeat": body.json, "until": until.json, "max": .integer(maximum),
        "delay": .duration(delay),
      ]
    case .attempt(let body, let rescue, let always):
      ["try": body.json, "rescue": rescue.json, "always": always.json]
    default: [:]
    }
  }
}

extension [StepSpec] {
  /// The JSON form of the steps, in order.
  var json: Value { .list(map(\.json)) }
}

extension PlacedFileSpec {
  fileprivate var json: Value {
    [
      "path": path.json, "content": content.json, "mode": .string("0" + String(mode, radix: 8)),
      "owner": owner?.json ?? .null, "group": group?.json ?? .null,
    ]
  }
}

extension RequestSpec {
  fileprivate var json: Value {
    var map: ValueMap = [
      "method": .string(method), "headers": BoundValue.map(headers).json,
      "body": body?.json ?? .null,
      "expect": [
        "status": .list(statuses.map(Value.integer)),
        "pattern": bodyPattern.map(Value.string) ?? .null, "json": BoundValue.map(expected).json,
      ],
    ]
    switch address {
    case .url(let url): map["url"] = url.json
    case .endpoint(let name, let path):
      map["endpoint"] = .string(name)
      map["path"] = path.json
    }
    return .map(map)
  }
}

extension WaitSpec {
  fileprivate var json: Value {
    var map: ValueMap = [:]
    switch condition {
    case .healthy: map["for"] = "healthy"
    case .port(let port): map["tcp"] = .integer(port)
    case .probe(let probe): map["probe"] = probe.json
    }
    map.setUnlessEmpty("interval", interval.map(Value.duration))
    map.setUnlessEmpty("timeout", timeout.map(Value.duration))
    map.setUnlessEmpty("deadline", deadline.map(Value.duration))
    return .map(map)
  }
}

extension ActionSpec {
  /// The JSON form.
  var applicationJSON: Value {
    [
      "name": .string(name), "description": .string(description), "steps": steps.json,
      "inputs": .list(
        inputs.map { input in
          [
            "name": .string(input.name), "type": .string(input.type),
            "description": .string(input.description), "secret": .boolean(input.isSecret),
            "required": .boolean(input.isRequired),
          ]
        }),
      "place": .string(place.description),
    ]
  }
}

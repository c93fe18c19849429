extension Fact: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    let kind = try json.requiredString("fact")
    switch kind {
    case "created":
      self = .created(
        plan: Digest(hexadecimal: try json.requiredString("plan")),
        settings: try json.optional("settings", as: RunSettings.self) ?? RunSettings())
    case "finished":
      let name = try json.requiredString("result")
      guard let result = RunResult(rawValue: name) else {
        throw JSONShapeError("`result`: unknown `\(name)`")
      }
      self = .finished(result, outputs: try json.elements("outputs", as: PlannedOutput.self))
    case "overdue": self = .overdue
    case "requested":
      self = .requested(
        number: try json.requiredInteger("number"), by: try json.requiredString("by"),
        try RunRequest(json: json))
    default: self = try Self.ofStep(kind, json)
    }
  }

  private static func ofStep(_ kind: String, _ json: Value) throws(JSONShapeError) -> Fact {
    let step = StepID(try json.requiredString("step"))
    switch kind {
    case "intent":
      return .intent(
        step: step, attempt: try json.requiredInteger("attempt"),
        token: try json.requiredString("token"), desired: json["desired"]?.map ?? [:],
        undo: try json.optional("undo", as: Undo.self))
    case "outcome":
      return .outcome(
        step: step, attempt: try json.requiredInteger("attempt"),
        try Outcome(json: try json.required("outcome")))
    case "captured":
      return .captured(
        step: step, values: json["values"]?.map ?? [:], sealed: json["sealed"]?.map ?? [:])
    case "lost":
      return .lost(
        step: step, attempt: try json.requiredInteger("attempt"),
        reason: try json.requiredString("reason"))
    case "omitted": return .omitted(step: step)
    case "expanded":
      return .expanded(step: step, try Expansion(json: try json.required("expansion")))
    case "waiting":
      let name = try json.requiredString("for")
      guard let kind = WaitingFor(rawValue: name) else {
        throw JSONShapeError("`for`: unknown `\(name)`")
      }
      return .waiting(step: step, kind, message: json["message"]?.string ?? "")
    default: throw JSONShapeError("`fact`: unknown `\(kind)`")
    }
  }

  public var json: Value {
    switch self {
    case .created(let plan, let settings):
      var map: ValueMap = ["fact": "created", "plan": .string(plan.description)]
      if settings != RunSettings() { map["settings"] = settings.json }
      return .map(map)
    case .requested(let number, let by, let request):
      var map: ValueMap = [
        "fact": "requested", "number": .integer(number), "by": .string(by),
      ]
      for entry in request.json.map ?? [:] { map[entry.key] = entry.value }
      return .map(map)
    case .overdue: return ["fact": "overdue"]
    case .finished(let result, let outputs):
      var map: ValueMap = ["fact": "finished", "result": .string(result.rawValue)]
      map.setUnlessEmpty("outputs", .list(outputs.map(\.json)))
      return .map(map)
    default: return .map(stepJSON)
    }
  }

  private var stepJSON: ValueMap {
    func fact(_ kind: Value, of step: StepID) -> ValueMap {
      ["fact": kind, "step": .string(step.description)]
    }
    var map: ValueMap = [:]
    switch self {
    case .intent(let step, let attempt, let token, let desired, let undo):
      map = fact("intent", of: step)
      map["attempt"] = .integer(attempt)
      map["token"] = .string(token)
      map.setUnlessEmpty("desired", .map(desired))
      map.setUnlessEmpty("undo", undo?.json)
    case .outcome(let step, let attempt, let outcome):
      map = fact("outcome", of: step)
      map["attempt"] = .integer(attempt)
      map["outcome"] = outcome.json
    case .captured(let step, let values, let sealed):
      map = fact("captured", of: step)
      map.setUnlessEmpty("values", .map(values))
      map.setUnlessEmpty("sealed", .map(sealed))
    case .lost(let step, let attempt, let reason):
      map = fact("lost", of: step)
      map["attempt"] = .integer(attempt)
      map["reason"] = .string(reason)
    case .omitted(let step): map = fact("omitted", of: step)
    case .expanded(let step, let expansion):
      map = fact("expanded", of: step)
      map["expansion"] = expansion.json
    case .waiting(let step, let kind, let message):
      map = fact("waiting", of: step)
      map["for"] = .string(kind.rawValue)
      map["message"] = .string(message)
    case .created, .requested, .overdue, .finished: break
    }
    return map
  }
}

extension Control: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    let kind = try json.requiredString("kind")
    switch kind {
    case "if":
      self = .conditional(
        try json.required("condition"), then: try json.elements("then", as: Step.self),
        otherwise: try json.elements("else", as: Step.self))
    case "for_each":
      self = .forEach(
        try json.required("items"), batch: try BatchSize(json: try json.required("batch")),
        body: try json.elements("body", as: Step.self))
    case "repeat":
      self = .repetition(
        until: try json.required("until"), maximum: try json.requiredInteger("max"),
        delay: .milliseconds(json["delay_ms"]?.integer ?? 0),
        body: try json.elements("body", as: Step.self))
    case "try":
      self = .attempt(
        try json.elements("body", as: Step.self),
        rescue: try json.elements("rescue", as: Step.self),
        always: try json.elements("always", as: Step.self))
    case "approve": self = .approve(message: try json.required("message"))
    case "set": self = .set(json["values"]?.map ?? [:])
    case "assert":
      self = .assertion(try json.required("condition"), message: try json.required("message"))
    case "fail": self = .failure(message: try json.required("message"))
    default: throw JSONShapeError("`control`: unknown kind `\(kind)`")
    }
  }

  public var json: Value {
    var map: ValueMap = ["kind": .string(name)]
    func set(_ key: String, _ steps: [Step]) {
      map.setUnlessEmpty(key, .list(steps.map(\.json)))
    }
    switch self {
    case .conditional(let condition, let then, let otherwise):
      map["condition"] = condition
      set("then", then)
      set("else", otherwise)
    case .forEach(let items, let batch, let body):
      map["items"] = items
      map["batch"] = batch.json
      set("body", body)
    case .repetition(let until, let maximum, let delay, let body):
      map["until"] = until
      map["max"] = .integer(maximum)
      if delay > .zero { map["delay_ms"] = .integer(delay.milliseconds) }
      set("body", body)
    case .attempt(let body, let rescue, let always):
      set("body", body)
      set("rescue", rescue)
      set("always", always)
    case .approve(let message), .failure(let message): map["message"] = message
    case .set(let values): map["values"] = .map(values)
    case .assertion(let condition, let message):
      map["condition"] = condition
      map["message"] = message
    }
    return .map(map)
  }
}

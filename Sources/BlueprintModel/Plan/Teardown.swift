/// One step of taking a resource away, kept with the resource so that it can be removed without
/// the blueprint that made it. The last one of a resource's list is the one that deletes it.
public struct Teardown: Sendable, Hashable, JSONRepresentable {
  /// The last part of the step's identity: `drain`, `stop`, `delete`.
  public var name: String
  /// The provider verb; nil if forgetting the resource is all there is to do.
  public var verb: String?
  /// The verb's input, with late-bound references to other resources as in ``Step/input``.
  public var input: Value
  /// Without a verb: how long it takes.
  public var delay: Duration
  /// The longest it may take.
  public var timeout: Duration
  /// The target that it is done on; nil for the resource's own.
  public var target: String?
  /// What else is to be said of the step; nil if there is nothing.
  public var detail: Detail?

  /// What a step of taking away has besides its effect.
  public struct Detail: Sendable, Hashable {
    /// As ``Step/control``.
    public var control: Control?
    /// As ``Step/when``.
    public var when: Value?
    /// As ``Step/outputs``.
    public var outputs: [CapturedOutput] = []
    /// As ``Step/continueOnError``.
    public var continueOnError = false
    /// As ``Step/retry``; nil for the usual one.
    public var retry: RetryPolicy?
    /// As ``Step/idempotency``.
    public var idempotency = Step.Idempotency.token

    /// Nothing to be said.
    public init() {}
  }

  /// A step of taking away.
  public init(
    name: String, verb: String? = nil, input: Value = .map([:]), delay: Duration = .zero,
    timeout: Duration = .seconds(600), target: String? = nil, detail: Detail? = nil
  ) {
    self.name = name
    self.verb = verb
    self.input = input
    self.delay = delay
    self.timeout = timeout
    self.target = target
    self.detail = detail
  }

  public init(json: Value) throws(JSONShapeError) {
    name = try json.requiredString("name")
    verb = json["verb"]?.string
    input = json["input"] ?? .map([:])
    delay = .milliseconds(json["delay_ms"]?.integer ?? 0)
    timeout = .milliseconds(try json.requiredInteger("timeout_ms"))
    target = json["target"]?.string
    detail = try json.optional("detail", as: Detail.self)
  }

  public var json: Value {
    var map: ValueMap = [
      "name": .string(name), "timeout_ms": .integer(timeout.milliseconds),
    ]
    map.setUnlessEmpty("verb", verb.map(Value.string))
    map.setUnlessEmpty("input", input)
    if delay > .zero { map["delay_ms"] = .integer(delay.milliseconds) }
    if let target { map["target"] = .string(target) }
    if let detail { map["detail"] = detail.json }
    return .map(map)
  }
}

extension Teardown.Detail: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    control = try json.optional("control", as: Control.self)
    when = json["when"]
    outputs = try json.elements("outputs", as: CapturedOutput.self)
    continueOnError = json["continue_on_error"]?.boolean ?? false
    retry = try json.optional("retry", as: RetryPolicy.self)
    let name = json["idempotency"]?.string ?? Step.Idempotency.token.rawValue
    guard let found = Step.Idempotency(rawValue: name) else {
      throw JSONShapeError("`idempotency`: unknown `\(name)`")
    }
    idempotency = found
  }

  public var json: Value {
    var map: ValueMap = [:]
    if let control { map["control"] = control.json }
    if let when { map["when"] = when }
    map.setUnlessEmpty("outputs", .list(outputs.map(\.json)))
    if continueOnError { map["continue_on_error"] = true }
    if let retry { map["retry"] = retry.json }
    if idempotency != .token { map["idempotency"] = .string(idempotency.rawValue) }
    return .map(map)
  }
}

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

  /// A step of taking away.
  public init(
    name: String, verb: String? = nil, input: Value = .map([:]), delay: Duration = .zero,
    timeout: Duration = .seconds(600)
  ) {
    self.name = name
    self.verb = verb
    self.input = input
    self.delay = delay
    self.timeout = timeout
  }

  public init(json: Value) throws(JSONShapeError) {
    name = try json.requiredString("name")
    verb = json["verb"]?.string
    input = json["input"] ?? .map([:])
    delay = .milliseconds(json["delay_ms"]?.integer ?? 0)
    timeout = .milliseconds(try json.requiredInteger("timeout_ms"))
  }

  public var json: Value {
    var map: ValueMap = [
      "name": .string(name), "timeout_ms": .integer(timeout.milliseconds),
    ]
    map.setUnlessEmpty("verb", verb.map(Value.string))
    map.setUnlessEmpty("input", input)
    if delay > .zero { map["delay_ms"] = .integer(delay.milliseconds) }
    return .map(map)
  }
}

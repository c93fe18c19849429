/// What a provider is asked to do: a verb with its typed input.
public struct Action: Sendable, Hashable, JSONRepresentable {
  /// The verb, for example `machine.ensure`.
  public var verb: String
  /// The deployment that it is done for.
  public var deployment: String
  /// The address of the resource or instance that it is about, for example `services.web[0]`.
  public var address: String
  /// The target and its settings.
  public var target: TargetBinding
  /// The input, evaluated: no late-bound value is left.
  public var input: Value

  /// An action; see the properties for the parameters.
  public init(
    verb: String, deployment: String, address: String, target: TargetBinding, input: Value
  ) {
    self.verb = verb
    self.deployment = deployment
    self.address = address
    self.target = target
    self.input = input
  }

  public init(json: Value) throws(JSONShapeError) {
    verb = try json.requiredString("verb")
    deployment = try json.requiredString("deployment")
    address = try json.requiredString("address")
    target = try TargetBinding(json: try json.required("target"))
    input = json["input"] ?? .map([:])
  }

  public var json: Value {
    [
      "verb": .string(verb), "deployment": .string(deployment), "address": .string(address),
      "target": target.json, "input": input,
    ]
  }
}

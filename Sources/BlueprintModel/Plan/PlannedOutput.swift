/// A named result of the deployment, evaluated when a run finishes.
public struct PlannedOutput: Sendable, Hashable, JSONRepresentable {
  /// The name in the blueprint's `outputs`.
  public var name: String
  /// The value, late-bound like ``Step/input``; a mask, once a secret output is evaluated.
  public var value: Value
  /// What it is, for people.
  public var description: String
  /// Whether the value must not be shown unless it is asked for.
  public var isSecret: Bool
  /// How an evaluated secret output is evaluated again: its value, late-bound; nil for others.
  public var form: Value?

  /// An output `name` with `value`.
  public init(
    name: String, value: Value, description: String = "", isSecret: Bool = false,
    form: Value? = nil
  ) {
    self.name = name
    self.value = value
    self.description = description
    self.isSecret = isSecret
    self.form = form
  }

  public init(json: Value) throws(JSONShapeError) {
    name = try json.requiredString("name")
    value = try json.required("value")
    description = json["description"]?.string ?? ""
    isSecret = json["secret"]?.boolean ?? false
    form = json["form"]
  }

  public var json: Value {
    var map: ValueMap = [
      "name": .string(name), "value": value, "description": .string(description),
    ]
    if isSecret { map["secret"] = true }
    map.setUnlessEmpty("form", form)
    return .map(map)
  }
}

/// A named result of the deployment, evaluated when a run finishes.
public struct PlannedOutput: Sendable, Hashable, JSONRepresentable {
  /// The name in the blueprint's `outputs`.
  public var name: String
  /// The value, late-bound like ``Step/input``.
  public var value: Value
  /// What it is, for people.
  public var description: String

  /// An output `name` with `value`.
  public init(name: String, value: Value, description: String = "") {
    self.name = name
    self.value = value
    self.description = description
  }

  public init(json: Value) throws(JSONShapeError) {
    name = try json.requiredString("name")
    value = try json.required("value")
    description = json["description"]?.string ?? ""
  }

  public var json: Value {
    ["name": .string(name), "value": value, "description": .string(description)]
  }
}

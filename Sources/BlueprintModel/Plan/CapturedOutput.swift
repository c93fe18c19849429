/// A value that is taken from what a step's verb gives, and kept under the step's identity:
/// later steps refer to it as `steps["ID"].NAME`.
///
/// A step that was skipped, or that failed and may, gives null for each of its outputs.
public struct CapturedOutput: Sendable, Hashable, JSONRepresentable {
  /// What is taken of the source.
  public enum Selection: Sendable, Hashable {
    /// All of it.
    case whole
    /// What an RFC 6901 pointer leads to in it; text is read as JSON first.
    case json(pointer: String)
    /// The first group of the first match of a regular expression, or the match without one.
    case pattern(String)
  }

  /// The name under the step.
  public var name: String
  /// The key of the outcome's outputs that it is taken from: `stdout`, `body`; empty for all of
  /// them as a map.
  public var source: String
  /// What is taken of it.
  public var selection: Selection
  /// The type that it is read as, as the language spells it; a value that is not of it fails the
  /// step.
  public var type: String
  /// Whether it must never be seen.
  public var isSecret: Bool

  /// An output; see the properties for the parameters.
  public init(
    name: String, source: String, selection: Selection = .whole, type: String = "string",
    isSecret: Bool = false
  ) {
    self.name = name
    self.source = source
    self.selection = selection
    self.type = type
    self.isSecret = isSecret
  }

  public init(json: Value) throws(JSONShapeError) {
    name = try json.requiredString("name")
    source = json["source"]?.string ?? ""
    type = try json.requiredString("type")
    isSecret = json["secret"]?.boolean ?? false
    if let pointer = json["json"]?.string {
      selection = .json(pointer: pointer)
    } else {
      selection = json["pattern"]?.string.map { .pattern($0) } ?? .whole
    }
  }

  public var json: Value {
    var map: ValueMap = ["name": .string(name), "type": .string(type)]
    if !source.isEmpty { map["source"] = .string(source) }
    if isSecret { map["secret"] = true }
    switch selection {
    case .whole: break
    case .json(let pointer): map["json"] = .string(pointer)
    case .pattern(let pattern): map["pattern"] = .string(pattern)
    }
    return .map(map)
  }
}

import BlueprintModel

/// A value that the user gives.
struct InputDeclaration: Sendable {
  var name: String
  /// The key.
  var place: Place
  /// Nil after a diagnostic.
  var type: InputType?
  var defaultValue: YAMLNode?
  var description: String
  var isSecret: Bool
  var constraints: InputConstraints
}

/// What an input's values are.
indirect enum InputType: Sendable, Hashable {
  case string, integer, number, boolean, duration, size
  /// A list; its elements are of the type, or of any.
  case list(InputType?)
  /// A map; its values are of the type, or of any.
  case map(InputType?)
  /// A map with these properties and no others.
  case object([InputProperty])

  /// The words of `type`.
  enum Name: String, CaseIterable {
    case string, integer, number, boolean, duration, size, list, map, object
  }

  /// The word that the author writes.
  var name: Name {
    switch self {
    case .string: .string
    case .integer: .integer
    case .number: .number
    case .boolean: .boolean
    case .duration: .duration
    case .size: .size
    case .list: .list
    case .map: .map
    case .object: .object
    }
  }
}

/// A property of an object.
struct InputProperty: Sendable, Hashable {
  var name: String
  var type: InputType
  /// Whether it may be left out; it is null then.
  var isOptional: Bool
}

/// Limits of an input's values.
struct InputConstraints: Sendable {
  var choices: [Value] = []
  var minimum: Value?
  var maximum: Value?
  var pattern: String?
  var minLength: Int?
  var maxLength: Int?
}

extension InputType {
  /// The type of the word `name`.
  init(_ name: Name, items: InputType?, properties: [InputProperty] = []) {
    self =
      switch name {
      case .string: .string
      case .integer: .integer
      case .number: .number
      case .boolean: .boolean
      case .duration: .duration
      case .size: .size
      case .list: .list(items)
      case .map: .map(items)
      case .object: .object(properties)
      }
  }

  /// What a value must be, as a message says it.
  var wanted: String {
    switch self {
    case .string: "text"
    case .integer: "an integer"
    case .number: "a number"
    case .boolean: "`true` or `false`"
    case .duration: "a duration such as `30s`"
    case .size: "a size such as `512MiB`"
    case .list: "a list"
    case .map: "a map"
    case .object(let properties):
      "a map with \(properties.map { "`\($0.name)`" }.joined(separator: ", "))"
    }
  }
}

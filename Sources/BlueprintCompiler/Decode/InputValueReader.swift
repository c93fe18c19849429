import BlueprintModel

/// Reads the value of an input by its type: from the blueprint's default or constraint, or from
/// text that the user gave.
enum InputValueReader {
  /// A value that is not of its type.
  struct Mismatch: Error {
    let node: YAMLNode
    /// What is there, if its form is wrong already; nil for a scalar of another type.
    let shape: String?

    /// What was found, as a message says it.
    var found: String { shape ?? "`\(node.text)`" }
    var place: Place { node.place }

    /// What may have been meant where a `type` is wanted.
    func corrections(_ type: InputType) -> [Correction] {
      guard shape == nil else { return [] }
      let isQuoted = !node.isPlain && InputValueReader.read(text: node.text, as: type) != nil
      return isQuoted ? [.unquote(node.text)] : MeantValue.of(type, node.text)
    }
  }

  /// The value of `node` as a `type`.
  static func read(_ node: YAMLNode, as type: InputType) throws(Mismatch) -> Value {
    switch type {
    case .list(let items):
      guard node.kind == .list else { throw Mismatch(node: node, shape: node.kindName) }
      var values: [Value] = []
      for element in node.elements { values.append(try readMember(element, as: items)) }
      return .list(values)
    case .map(let items):
      guard node.kind == .map else { throw Mismatch(node: node, shape: node.kindName) }
      var values: [(String, Value)] = []
      for (key, value) in node.entries {
        values.append((key.text, try readMember(value, as: items)))
      }
      return .map(ValueMap(values))
    case .object(let properties): return try readObject(node, properties)
    default:
      guard node.kind == .scalar else { throw Mismatch(node: node, shape: node.kindName) }
      return try readScalar(node, as: type)
    }
  }

  private static func readObject(
    _ node: YAMLNode, _ properties: [InputProperty]
  ) throws(Mismatch) -> Value {
    guard node.kind == .map else { throw Mismatch(node: node, shape: node.kindName) }
    for (key, _) in node.entries where !properties.contains(where: { $0.name == key.text }) {
      throw Mismatch(node: key, shape: "a map with `\(key.text)`")
    }
    var values: [(String, Value)] = []
    for property in properties {
      if let value = node[property.name], !value.isNull {
        values.append((property.name, try read(value, as: property.type)))
      } else if property.isOptional {
        values.append((property.name, .null))
      } else {
        throw Mismatch(node: node, shape: "a map without `\(property.name)`")
      }
    }
    return .map(ValueMap(values))
  }

  /// The value of a scalar's text as a `type`; nil if it is not one, and for lists and maps.
  static func read(text: String, as type: InputType) -> Value? {
    switch (type, YAMLScalar(plain: text)) {
    case (.string, _): .string(text)
    case (.integer, .integer(let number)): .integer(number)
    case (.number, .integer(let number)): .number(Double(number))
    case (.number, .number(let number)): .number(number)
    case (.boolean, .boolean(let flag)): .boolean(flag)
    case (.duration, _): Duration(blueprintText: text).map(Value.duration)
    case (.size, _): ByteSize(text).map(Value.size)
    default: nil
    }
  }

  private static func readScalar(_ node: YAMLNode, as type: InputType) throws(Mismatch) -> Value {
    let isText = type == .string || type == .duration || type == .size
    guard node.isPlain || isText, !node.hasExpression, !node.isNull || !isText,
      let value = read(text: node.text, as: type)
    else { throw Mismatch(node: node, shape: nil) }
    return value
  }

  private static func readMember(
    _ node: YAMLNode, as type: InputType?
  ) throws(Mismatch) -> Value {
    if let type { return try read(node, as: type) }
    switch node.kind {
    case .list: return try read(node, as: .list(nil))
    case .map: return try read(node, as: .map(nil))
    case .scalar: return try readAny(node)
    }
  }

  private static func readAny(_ node: YAMLNode) throws(Mismatch) -> Value {
    switch node.scalar {
    case .null: return .null
    case .boolean(let flag): return .boolean(flag)
    case .integer(let number): return .integer(number)
    case .number(let number): return .number(number)
    case .leadingZero: throw Mismatch(node: node, shape: nil)
    default: return .string(node.text)
    }
  }
}

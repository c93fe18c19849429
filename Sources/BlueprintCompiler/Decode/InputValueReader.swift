import BlueprintModel

/// Reads the value of an input by its type: from the blueprint's default or constraint, or from
/// text that the user gave.
enum InputValueReader {
  /// A value that is not of its type.
  struct Mismatch: Error {
    /// What was found, as a message says it.
    let text: String
    let place: Place
  }

  /// The value of `node` as a `type`.
  static func read(_ node: YAMLNode, as type: InputType) throws(Mismatch) -> Value {
    switch type {
    case .list(let items):
      guard node.kind == .list else { throw Mismatch(text: node.kindName, place: node.place) }
      var values: [Value] = []
      for element in node.elements { values.append(try readMember(element, as: items)) }
      return .list(values)
    case .map(let items):
      guard node.kind == .map else { throw Mismatch(text: node.kindName, place: node.place) }
      var values: [(String, Value)] = []
      for (key, value) in node.entries {
        values.append((key.text, try readMember(value, as: items)))
      }
      return .map(ValueMap(values))
    default:
      guard node.kind == .scalar else { throw Mismatch(text: node.kindName, place: node.place) }
      return try readScalar(node, as: type)
    }
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
    else { throw Mismatch(text: node.text, place: node.place) }
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
    case .leadingZero(let text): throw Mismatch(text: text, place: node.place)
    default: return .string(node.text)
    }
  }
}

/// A value of the blueprint language, of provider inputs and of journal facts.
///
/// Durations and sizes are typed inside a process and travel in JSON as their text (`500ms`,
/// `4GiB`), which the receiver parses where its schema asks for one.
public enum Value: Sendable, Hashable {
  /// The absence of a value.
  case null
  /// A truth value.
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// A number with a fraction.
  case number(Double)
  /// Text.
  case string(String)
  /// A span of time.
  case duration(Duration)
  /// A number of bytes.
  case size(ByteSize)
  /// An ordered sequence.
  case list([Value])
  /// Named values, iterated in key order.
  case map(ValueMap)
}

extension Value {
  /// The entry `key` of a map, or nil for a missing key or a value that is not a map.
  public subscript(key: String) -> Value? {
    guard case .map(let map) = self else { return nil }
    return map[key]
  }

  /// The text, or nil if this is not a string.
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The whole number, or nil if this is not one.
  public var integer: Int? {
    guard case .integer(let number) = self else { return nil }
    return number
  }

  /// The truth value, or nil if this is not one.
  public var boolean: Bool? {
    guard case .boolean(let flag) = self else { return nil }
    return flag
  }

  /// The elements, or nil if this is not a list.
  public var list: [Value]? {
    guard case .list(let elements) = self else { return nil }
    return elements
  }

  /// The entries, or nil if this is not a map.
  public var map: ValueMap? {
    guard case .map(let entries) = self else { return nil }
    return entries
  }

  /// The duration, given as such or as its text (`2s`), or nil.
  public var duration: Duration? {
    switch self {
    case .duration(let span): span
    case .string(let text): Duration(blueprintText: text)
    default: nil
    }
  }

  /// The size, given as such or as its text (`4GiB`), or nil.
  public var size: ByteSize? {
    switch self {
    case .size(let size): size
    case .string(let text): ByteSize(text)
    default: nil
    }
  }

  /// The name of the value's kind as the language spells it.
  public var kind: String {
    switch self {
    case .null: "null"
    case .boolean: "boolean"
    case .integer: "integer"
    case .number: "number"
    case .string: "string"
    case .duration: "duration"
    case .size: "size"
    case .list: "list"
    case .map: "map"
    }
  }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByStringInterpolation,
  ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(arrayLiteral elements: Value...) { self = .list(elements) }
  public init(dictionaryLiteral elements: (String, Value)...) {
    self = .map(ValueMap(elements))
  }
}

/// What a scalar means: the language's cut of YAML's core schema.
///
/// Two traps of YAML 1.1 get cases of their own, so that nobody falls into them in silence:
/// `yes no on off`, which other readers take for truth values, and numbers with a leading zero,
/// which some read as octal.
enum YAMLScalar: Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  /// `010`: some readers say 8, some 10.
  case leadingZero(String)
  /// `yes`, `no`, `on`, `off`, `y`, `n`: text, unless a truth value is wanted.
  case booleanWord(String, Bool)

  /// The meaning of a scalar without quotes.
  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .boolean(true)
    case "false", "False", "FALSE": self = .boolean(false)
    case "yes", "Yes", "YES", "on", "On", "ON", "y", "Y": self = .booleanWord(text, true)
    case "no", "No", "NO", "off", "Off", "OFF", "n", "N": self = .booleanWord(text, false)
    default: self = Self.number(text) ?? .string(text)
    }
  }

  private static func number(_ text: String) -> YAMLScalar? {
    let bytes = text.utf8
    guard let first = bytes.first, first.isNumberStart else { return nil }
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    let body = isSigned ? text.dropFirst() : text[...]
    if body.utf8.allSatisfy(\.isDigit), !body.isEmpty {
      if body.utf8.count > 1, body.hasPrefix("0") { return .leadingZero(text) }
      if let whole = Int(text) { return .integer(whole) }
    }
    if !isSigned, let whole = prefixedInteger(body) { return .integer(whole) }
    return decimal(text, body)
  }

  private static func prefixedInteger(_ body: Substring) -> Int? {
    let digits = body.dropFirst(2)
    guard let first = digits.utf8.first, first.isHexDigit else { return nil }
    if body.hasPrefix("0x") { return Int(digits, radix: 16) }
    if body.hasPrefix("0o") { return Int(digits, radix: 8) }
    return nil
  }

  /// Digits with a point or an exponent; `Double` alone would also take `0x1p3`, `inf` and `nan`.
  private static func decimal(_ text: String, _ body: Substring) -> YAMLScalar? {
    let isDecimal = body.utf8.allSatisfy {
      $0.isDigit || $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e")
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
    }
    guard isDecimal, let number = Double(text), number.isFinite else { return nil }
    return .number(number)
  }

  /// What it is, as a message says it.
  var kindName: String {
    switch self {
    case .null: "nothing"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .number, .leadingZero: "a number"
    case .string, .booleanWord: "text"
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  fileprivate var isHexDigit: Bool { isDigit || (0x61...0x66).contains(self | 0x20) }
  fileprivate var isNumberStart: Bool {
    isDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "+") || self == UInt8(ascii: ".")
  }
}

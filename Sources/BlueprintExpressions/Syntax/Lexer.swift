import BlueprintModel

/// Cuts an expression into tokens, one at a time and never past the one that was asked for, so
/// that the parser can read strings as text.
struct Lexer {
  let scalars: [Unicode.Scalar]
  /// The place of the next token, or of the white space before it.
  var offset: Int

  private static let pairs = ["&&", "||", "==", "!=", "<=", ">="]
  private static let singles = "+-*/%<>!?:.,()[]{}"

  var current: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    offset + distance < scalars.count ? scalars[offset + distance] : nil
  }

  mutating func skipSpace() {
    while let scalar = current, scalar.properties.isWhitespace { offset += 1 }
  }

  /// The next token. With `member`, a name may hold `-`, as the names of services do.
  mutating func next(member: Bool = false) throws(ExpressionSyntaxError) -> Token {
    skipSpace()
    guard let scalar = current else { return .end }
    if scalar.startsName { return name(withDashes: member) }
    if scalar.isDigit { return try number() }
    if scalar == "\"" || scalar == "'" {
      offset += 1
      return .quote(scalar)
    }
    return try symbol(scalar)
  }

  private func slice(_ range: Range<Int>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[range])
    return String(text)
  }

  private mutating func name(withDashes: Bool) -> Token {
    let start = offset
    while let scalar = current,
      scalar.startsName || scalar.isDigit || (withDashes && scalar == "-" && continuesName)
    {
      offset += 1
    }
    return .name(slice(start..<offset))
  }

  private var continuesName: Bool {
    guard let after = peek(1) else { return false }
    return after.startsName || after.isDigit || after == "-"
  }

  private mutating func symbol(_ scalar: Unicode.Scalar) throws(ExpressionSyntaxError) -> Token {
    if let after = peek(1) {
      let pair = String(Character(scalar)) + String(Character(after))
      if Self.pairs.contains(pair) {
        offset += 2
        return .symbol(pair)
      }
    }
    guard Self.singles.unicodeScalars.contains(scalar) else {
      throw ExpressionSyntaxError(
        "unexpected character `\(Character(scalar))`", at: offset..<offset + 1)
    }
    offset += 1
    return .symbol(String(Character(scalar)))
  }

  private mutating func digits() {
    while let scalar = current, scalar.isDigit { offset += 1 }
  }

  private mutating func number() throws(ExpressionSyntaxError) -> Token {
    let start = offset
    digits()
    var whole = true
    if current == ".", let after = peek(1), after.isDigit {
      whole = false
      offset += 1
      digits()
    }
    if acceptExponent() { whole = false }
    let numeric = slice(start..<offset)
    if let scalar = current, scalar.startsName {
      while let scalar = current, scalar.startsName || scalar.isDigit { offset += 1 }
      return try quantity(slice(start..<offset), at: start..<offset)
    }
    if whole { return .digits(numeric) }
    guard let value = Double(numeric), value.isFinite else {
      throw ExpressionSyntaxError("the number `\(numeric)` is too large", at: start..<offset)
    }
    return .constant(.number(value))
  }

  private mutating func acceptExponent() -> Bool {
    guard current == "e" || current == "E" else { return false }
    let sign = peek(1) == "+" || peek(1) == "-" ? 1 : 0
    guard let first = peek(1 + sign), first.isDigit else { return false }
    offset += 1 + sign
    digits()
    return true
  }

  private func quantity(_ text: String, at range: Range<Int>) throws(ExpressionSyntaxError)
    -> Token
  {
    if let duration = Duration(blueprintText: text) { return .constant(.duration(duration)) }
    if let size = ByteSize(text) { return .constant(.size(size)) }
    throw ExpressionSyntaxError(
      "`\(text)` is no number, duration (`500ms 2s 10m 2h 7d`) or size (`512MiB 20GiB`)",
      at: range)
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }

  /// Whether a name can start with it; the language's names are ASCII.
  var startsName: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_"
  }
}

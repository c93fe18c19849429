import BlueprintModel

/// Cuts an expression into tokens, one at a time and never past the one that was asked for, so
/// that the parser can read strings as text.
struct Lexer {
  let scalars: [Unicode.Scalar]
  /// The place of the next token, or of the white space before it.
  var offset: Int

  private static let pairs = Symbols(["&&", "||", "==", "!=", "<=", ">="])
  private static let singles = Symbols("+-*/%<>!?:.,()[]{}".map(String.init))

  var current: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    offset + distance < scalars.count ? scalars[offset + distance] : nil
  }

  mutating func skipSpace() {
    while let scalar = current, scalar.isSpace { offset += 1 }
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

  /// The text of names and numbers, which is ASCII.
  private func slice(_ range: Range<Int>) -> String {
    String(unsafeUninitializedCapacity: range.count) { bytes in
      for (position, scalar) in scalars[range].enumerated() {
        bytes[position] = UInt8(truncatingIfNeeded: scalar.value)
      }
      return range.count
    }
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
    if let after = peek(1), let pair = Self.pairs.text(scalar, after) {
      offset += 2
      return .symbol(pair)
    }
    guard let single = Self.singles.text(scalar) else {
      throw ExpressionSyntaxError(
        "unexpected character `\(Character(scalar))`", at: offset..<offset + 1)
    }
    offset += 1
    return .symbol(single)
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

extension Lexer {
  /// Operators and brackets of one length, found by their scalars without making a string.
  fileprivate struct Symbols {
    private let symbols: [(first: Unicode.Scalar, last: Unicode.Scalar, text: String)]

    init(_ texts: [String]) {
      symbols = texts.compactMap { text in
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
          return nil
        }
        return (first, last, text)
      }
    }

    func text(_ scalar: Unicode.Scalar) -> String? { text(scalar, scalar) }

    func text(_ first: Unicode.Scalar, _ last: Unicode.Scalar) -> String? {
      for symbol in symbols where symbol.first == first && symbol.last == last {
        return symbol.text
      }
      return nil
    }
  }
}

extension Unicode.Scalar {
  /// White space between tokens.
  var isSpace: Bool {
    value < 0x80 ? value == 0x20 || (0x09...0x0d).contains(value) : properties.isWhitespace
  }

  var isDigit: Bool { ("0"..."9").contains(self) }

  /// Whether a name can start with it; the language's names are ASCII.
  var startsName: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_"
  }
}

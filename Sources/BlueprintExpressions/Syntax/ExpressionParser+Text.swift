import BlueprintModel

extension ExpressionParser {
  /// A string whose opening quote is the present token. Between `"` there are escapes and
  /// `${…}`; between `'` everything is text, and `''` is one quote.
  mutating func parseQuoted(_ quote: Unicode.Scalar, from start: Int)
    throws(ExpressionSyntaxError) -> Expression
  {
    let result = quote == "'" ? try readPlain(from: start) : try readEscaped(from: start)
    tokenRange = start..<lexer.offset
    try advance()
    return Expression.text(result, at: start..<lastEnd)
  }

  private func unclosed(_ start: Int) -> ExpressionSyntaxError {
    ExpressionSyntaxError("the string is not closed", at: start..<start + 1)
  }

  private mutating func readPlain(from start: Int) throws(ExpressionSyntaxError) -> Template {
    var builder = SegmentBuilder()
    while let scalar = lexer.current {
      lexer.offset += 1
      if scalar == "'" {
        guard lexer.current == "'" else { return Template(segments: builder.finish()) }
        lexer.offset += 1
      }
      builder.append(scalar)
    }
    throw unclosed(start)
  }

  private mutating func readEscaped(from start: Int) throws(ExpressionSyntaxError) -> Template {
    var builder = SegmentBuilder()
    while let scalar = lexer.current {
      let place = lexer.offset
      lexer.offset += 1
      switch (scalar, lexer.current, lexer.peek(1)) {
      case ("\"", _, _): return Template(segments: builder.finish())
      case ("\\", _, _): builder.append(try readEscape(from: place))
      case ("$", "$", "{"):
        builder.append("${")
        lexer.offset += 2
      case ("$", "{", _):
        lexer.offset += 1
        builder.append(try parseInterpolation(openedAt: place))
      default: builder.append(scalar)
      }
    }
    throw unclosed(start)
  }

  private mutating func readEscape(from place: Int) throws(ExpressionSyntaxError)
    -> Unicode.Scalar
  {
    let escaped = lexer.current
    lexer.offset += 1
    switch escaped {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "\\", "\"", "'", "$", "/": return escaped ?? "\\"
    case "u": return try readCode(from: place)
    default:
      throw ExpressionSyntaxError(
        "unknown escape; there are \\n \\t \\r \\\\ \\\" \\$ and \\u{…}, and none between `'`",
        at: place..<min(place + 2, lexer.scalars.count))
    }
  }

  /// `\u{1F600}`: one to six hexadecimal digits.
  private mutating func readCode(from place: Int) throws(ExpressionSyntaxError) -> Unicode.Scalar {
    var digits = ""
    if lexer.current == "{" {
      lexer.offset += 1
      while let scalar = lexer.current, scalar.properties.isASCIIHexDigit, digits.count < 6 {
        digits.unicodeScalars.append(scalar)
        lexer.offset += 1
      }
    }
    guard lexer.current == "}", let code = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(code)
    else {
      throw ExpressionSyntaxError(
        "expected `\\u{…}` with the hexadecimal number of a character",
        at: place..<min(lexer.offset + 1, lexer.scalars.count))
    }
    lexer.offset += 1
    return scalar
  }
}

import BlueprintModel

extension ExpressionParser {
  /// A primary expression and the moves from it.
  mutating func parsePostfix() throws(ExpressionSyntaxError) -> Expression {
    let start = tokenRange.lowerBound
    let base = try parsePrimary()
    var moves: [Expression.Accessor] = []
    var ranges: [Range<Int>] = []
    while true {
      let moveStart = tokenRange.lowerBound
      if token == .symbol(".") {
        moves.append(try parseMember())
        ranges.append(moveStart + 1..<lastEnd)
      } else if token == .symbol("[") {
        moves.append(try parseIndex())
        ranges.append(moveStart..<lastEnd)
      } else {
        return try bounded(
          Expression.access(base, moves, at: start..<lastEnd, moveRanges: ranges))
      }
    }
  }

  private mutating func parseMember() throws(ExpressionSyntaxError) -> Expression.Accessor {
    try advance(member: true)
    guard case .name(let name) = token else { throw unexpected("a name after `.`") }
    try advance()
    return .key(name)
  }

  private mutating func parseIndex() throws(ExpressionSyntaxError) -> Expression.Accessor {
    try advance()
    if try accept("*") {
      try expect("]")
      return .splat
    }
    let index = try parseExpression()
    try expect("]")
    return Expression.Accessor.computed(index).settled
  }

  private mutating func parsePrimary() throws(ExpressionSyntaxError) -> Expression {
    let start = tokenRange.lowerBound
    switch token {
    case .name(let name):
      try advance()
      return try parseName(name, from: start)
    case .digits(let digits):
      let value = try integer(digits)
      try advance()
      return Expression(.literal(value), at: start..<lastEnd)
    case .constant(let value):
      try advance()
      return Expression(.literal(value), at: start..<lastEnd)
    case .quote(let quote): return try parseQuoted(quote, from: start)
    case .symbol("("):
      try advance()
      let inner = try parseExpression()
      try expect(")")
      return inner
    case .symbol("["): return try parseList(from: start)
    case .symbol("{"): return try parseMap(from: start)
    default: throw unexpected("a value")
    }
  }

  private mutating func parseName(_ name: String, from start: Int) throws(ExpressionSyntaxError)
    -> Expression
  {
    switch name {
    case "true": return Expression(.literal(.boolean(true)), at: start..<lastEnd)
    case "false": return Expression(.literal(.boolean(false)), at: start..<lastEnd)
    case "null": return Expression(.literal(.null), at: start..<lastEnd)
    default: break
    }
    guard try accept("(") else {
      return Expression(.reference(Reference(root: name)), at: start..<lastEnd)
    }
    let arguments = try parseElements(until: ")")
    return try bounded(Expression(.call(name, arguments), at: start..<lastEnd))
  }

  /// Expressions with commas between them, and one after the last if the author likes.
  private mutating func parseElements(until end: String) throws(ExpressionSyntaxError)
    -> [Expression]
  {
    var elements: [Expression] = []
    while token != .symbol(end) {
      elements.append(try parseExpression())
      if token != .symbol(end), try !accept(",") { throw unexpected("`,` or `\(end)`") }
    }
    try advance()
    return elements
  }

  private mutating func parseList(from start: Int) throws(ExpressionSyntaxError) -> Expression {
    try advance()
    let elements = try parseElements(until: "]")
    return try bounded(Expression.list(elements, at: start..<lastEnd))
  }

  private mutating func parseMap(from start: Int) throws(ExpressionSyntaxError) -> Expression {
    try advance()
    var entries: [Expression.Entry] = []
    var keys: Set<String> = []
    while token != .symbol("}") {
      let keyRange = tokenRange
      let key = try parseKey()
      guard keys.insert(key).inserted else {
        throw ExpressionSyntaxError("the key `\(key)` is there twice", at: keyRange)
      }
      try expect(":")
      entries.append(Expression.Entry(key: key, value: try parseExpression()))
      if token != .symbol("}"), try !accept(",") { throw unexpected("`,` or `}`") }
    }
    try advance()
    return try bounded(Expression.map(entries, at: start..<lastEnd))
  }

  private mutating func parseKey() throws(ExpressionSyntaxError) -> String {
    switch token {
    case .name(let name):
      try advance()
      return name
    case .quote(let quote):
      let range = tokenRange
      let text = try parseQuoted(quote, from: range.lowerBound)
      guard case .string(let key)? = text.literal else {
        throw ExpressionSyntaxError("a map's key must be constant text", at: range)
      }
      return key
    default: throw unexpected("a key")
    }
  }
}

import BlueprintModel

/// Reads one expression by recursive descent, binary operators by their precedence.
///
/// Nesting is bounded here and the depth of the tree where a node is made, so that no text can
/// exhaust the stack.
struct ExpressionParser {
  var lexer: Lexer
  /// The token that is looked at.
  var token: Token = .end
  /// Where it stands.
  var tokenRange: Range<Int>
  /// The end of the token before it.
  var lastEnd: Int
  private var nesting = 0

  init(_ scalars: [Unicode.Scalar], from offset: Int) {
    lexer = Lexer(scalars: scalars, offset: offset)
    tokenRange = offset..<offset
    lastEnd = offset
  }

  /// The place behind what was read.
  var offset: Int { lexer.offset }

  /// Reads up to and with the `}` of the `${` at `start`; the lexer stands behind it.
  mutating func parseInterpolation(openedAt start: Int) throws(ExpressionSyntaxError)
    -> Expression
  {
    try advance()
    if token == .symbol("}") {
      throw ExpressionSyntaxError("an expression is missing", at: start..<lexer.offset)
    }
    if token == .end { throw unclosed(start) }
    let expression = try parseExpression()
    if token == .end { throw unclosed(start) }
    guard token == .symbol("}") else { throw unexpected("`}` or an operator") }
    return expression
  }

  private func unclosed(_ start: Int) -> ExpressionSyntaxError {
    ExpressionSyntaxError(
      "`${` is not closed; write `$${` for the text `${`", at: start..<start + 2)
  }

  mutating func advance(member: Bool = false) throws(ExpressionSyntaxError) {
    lastEnd = tokenRange.upperBound
    lexer.skipSpace()
    let start = lexer.offset
    token = try lexer.next(member: member)
    tokenRange = start..<lexer.offset
  }

  mutating func accept(_ symbol: String) throws(ExpressionSyntaxError) -> Bool {
    guard token == .symbol(symbol) else { return false }
    try advance()
    return true
  }

  mutating func expect(_ symbol: String) throws(ExpressionSyntaxError) {
    guard try accept(symbol) else { throw unexpected("`\(symbol)`") }
  }

  func unexpected(_ wanted: String) -> ExpressionSyntaxError {
    ExpressionSyntaxError("expected \(wanted), found \(token.description)", at: tokenRange)
  }

  func tooDeep(_ range: Range<Int>) -> ExpressionSyntaxError {
    ExpressionSyntaxError(
      "nested deeper than \(Expression.maximumDepth) levels; split it with `locals`", at: range)
  }

  /// Refuses a tree that is too deep.
  func bounded(_ expression: Expression) throws(ExpressionSyntaxError) -> Expression {
    guard expression.depth <= Expression.maximumDepth else { throw tooDeep(expression.range) }
    return expression
  }

  /// Runs `parse` one level deeper.
  private mutating func nested(
    _ parse: (inout ExpressionParser) throws(ExpressionSyntaxError) -> Expression
  ) throws(ExpressionSyntaxError) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Expression.maximumDepth else { throw tooDeep(tokenRange) }
    return try parse(&self)
  }

  mutating func parseExpression() throws(ExpressionSyntaxError) -> Expression {
    try nested { parser throws(ExpressionSyntaxError) in
      let start = parser.tokenRange.lowerBound
      let condition = try parser.parseBinary(minimum: 1)
      guard try parser.accept("?") else { return condition }
      let then = try parser.parseExpression()
      try parser.expect(":")
      let otherwise = try parser.parseExpression()
      return try parser.bounded(
        Expression(
          .conditional(condition, then: then, otherwise: otherwise), at: start..<parser.lastEnd))
    }
  }

  private var binaryOperator: BinaryOperator? {
    guard case .symbol(let symbol) = token else { return nil }
    return BinaryOperator(rawValue: symbol)
  }

  private mutating func parseBinary(minimum: Int) throws(ExpressionSyntaxError) -> Expression {
    let start = tokenRange.lowerBound
    var left = try parseUnary()
    while let symbol = binaryOperator, symbol.precedence >= minimum {
      try advance()
      let right = try parseBinary(minimum: symbol.precedence + 1)
      left = try bounded(Expression(.binary(symbol, left, right), at: start..<lastEnd))
    }
    return left
  }

  private mutating func parseUnary() throws(ExpressionSyntaxError) -> Expression {
    guard case .symbol(let symbol) = token, let unary = UnaryOperator(rawValue: symbol) else {
      return try parsePostfix()
    }
    let start = tokenRange.lowerBound
    try advance()
    if unary == .negate, let constant = try acceptNegative(from: start) { return constant }
    let operand = try nested { parser throws(ExpressionSyntaxError) in
      try parser.parseUnary()
    }
    return try bounded(Expression(.unary(unary, operand), at: start..<lastEnd))
  }

  /// A minus sign before a constant belongs to it.
  private mutating func acceptNegative(from start: Int) throws(ExpressionSyntaxError)
    -> Expression?
  {
    let value: Value
    switch token {
    case .digits(let digits): value = try integer("-" + digits)
    case .constant(.number(let number)): value = .number(-number)
    default: return nil
    }
    try advance()
    return Expression(.literal(value), at: start..<lastEnd)
  }

  func integer(_ digits: String) throws(ExpressionSyntaxError) -> Value {
    guard let number = Int(digits) else {
      throw ExpressionSyntaxError(
        "the integer `\(digits)` does not fit into 64 bits", at: tokenRange)
    }
    return .integer(number)
  }
}

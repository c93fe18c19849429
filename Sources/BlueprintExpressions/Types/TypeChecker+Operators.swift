import BlueprintModel

extension TypeChecker {
  mutating func unary(_ symbol: UnaryOperator, _ operand: Expression, _ expression: Expression)
    -> ExpressionType
  {
    if symbol == .not { return requireBoolean(operand, "`!`") }
    let found = type(of: operand)
    switch found.form {
    case .integer, .number, .any: return ExpressionType(found.form).tainted(by: [found])
    default:
      return report(
        ExpressionProblem(
          .typeMismatch, "`-` needs an integer or number, not \(found.form.kindWithArticle)",
          at: expression.range))
    }
  }

  mutating func binary(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, _ whole: Expression
  ) -> ExpressionType {
    if symbol == .and || symbol == .or {
      let role = "`\(symbol.rawValue)`"
      let sides = [requireBoolean(left, role), requireBoolean(right, role)]
      return ExpressionType.boolean.tainted(by: sides)
    }
    let sides = [type(of: left), type(of: right)]
    guard let result = Self.result(symbol, sides[0].form, sides[1].form) else {
      return report(
        ExpressionProblem(
          .typeMismatch, Self.mismatch(symbol, sides[0].form, sides[1].form), at: whole.range))
    }
    return ExpressionType(result).tainted(by: sides)
  }

  private static func mismatch(
    _ symbol: BinaryOperator, _ left: ExpressionType.Form, _ right: ExpressionType.Form
  ) -> String {
    let sides = "\(left.kindWithArticle) and \(right.kindWithArticle)"
    return switch symbol {
    case .equal, .notEqual: "\(sides) are never equal"
    default: "`\(symbol.rawValue)` cannot be applied to \(sides)"
    }
  }

  /// The shape of the result; nil if the operator does not take these operands.
  private static func result(
    _ symbol: BinaryOperator, _ left: ExpressionType.Form, _ right: ExpressionType.Form
  ) -> ExpressionType.Form? {
    switch symbol {
    case .equal, .notEqual: comparable(left, right) ? .boolean : nil
    case .less, .lessOrEqual, .greater, .greaterOrEqual: ordered(left, right) ? .boolean : nil
    default: arithmetic(symbol, left, right)
    }
  }

  private static func comparable(_ left: ExpressionType.Form, _ right: ExpressionType.Form) -> Bool
  {
    if left == .null || right == .null { return true }
    let (a, b) = (ExpressionType(left), ExpressionType(right))
    return a.fits(b) || b.fits(a)
      || (left.kind == right.kind && ["list", "map"].contains(left.kind))
  }

  private static func ordered(_ left: ExpressionType.Form, _ right: ExpressionType.Form) -> Bool {
    switch (left, right) {
    case (.any, .any): true
    case (.any, let form), (let form, .any): isOrdered(form)
    case (.integer, .number), (.number, .integer): true
    default: left == right && isOrdered(left)
    }
  }

  private static func isOrdered(_ form: ExpressionType.Form) -> Bool {
    switch form {
    case .integer, .number, .string, .duration, .size: true
    default: false
    }
  }

  private static func arithmetic(
    _ symbol: BinaryOperator, _ left: ExpressionType.Form, _ right: ExpressionType.Form
  ) -> ExpressionType.Form? {
    switch (symbol, left, right) {
    case (_, .any, .any): .any
    case (_, .any, let known), (_, let known, .any):
      operands(of: symbol).contains(known) ? .any : nil
    case (.add, .string, .string): .string
    case (_, .integer, .integer): .integer
    case (_, .integer, .number), (_, .number, .integer), (_, .number, .number): .number
    case (.add, .duration, .duration), (.subtract, .duration, .duration),
      (.multiply, .duration, .integer), (.divide, .duration, .integer),
      (.multiply, .integer, .duration):
      .duration
    case (.add, .size, .size), (.subtract, .size, .size), (.multiply, .size, .integer),
      (.divide, .size, .integer), (.multiply, .integer, .size):
      .size
    default: nil
    }
  }

  private static func operands(of symbol: BinaryOperator) -> [ExpressionType.Form] {
    switch symbol {
    case .add: [.integer, .number, .duration, .size, .string]
    case .remainder: [.integer, .number]
    default: [.integer, .number, .duration, .size]
    }
  }
}

import BlueprintModel

/// Writes templates and expressions as source that reads back as an equal tree.
enum ExpressionPrinter {
  static func text(of template: Template) -> String {
    var result = ""
    for (number, segment) in template.segments.enumerated() {
      switch segment {
      case .literal(let text):
        result += outer(text, beforeExpression: number + 1 < template.segments.count)
      case .expression(let expression):
        result += "${"
        result += source(expression)
        result += "}"
      }
    }
    return result
  }

  /// Text outside expressions: `${` is doubled, and a `$` right before an expression would read
  /// as such a doubling.
  private static func outer(_ text: String, beforeExpression: Bool) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      if scalar == "$", next == "{" { result.append("$") }
      if scalar == "$", next == nil, beforeExpression {
        result.append(contentsOf: "${\"$\"}".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  static func source(_ expression: Expression) -> String {
    switch expression.form {
    case .literal(let value): literal(value)
    case .reference(let reference): reference.description
    case .access(let base, let moves): primary(base) + moves.map(move).joined()
    case .text(let template): quoted(template)
    case .unary(let symbol, let operand): symbol.rawValue + unaryOperand(operand)
    case .binary(let symbol, let left, let right): binary(symbol, left, right)
    case .conditional(let condition, let then, let otherwise):
      "\(branch(condition)) ? \(source(then)) : \(source(otherwise))"
    case .list(let elements): "[\(elements.map(source).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\(quoted($0.key)): \(source($0.value))" }.joined(separator: ", "))}"
    case .call(let name, let arguments):
      "\(name)(\(arguments.map(source).joined(separator: ", ")))"
    }
  }

  private static func literal(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .string(let text): quoted(text)
    case .list(let elements): "[\(elements.map(literal).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\(quoted($0.key)): \(literal($0.value))" }.joined(separator: ", "))}"
    case .number(let number): "\(number)"
    default: value.plainText ?? "null"
    }
  }

  private static func move(_ accessor: Expression.Accessor) -> String {
    switch accessor {
    case .computed(let index): "[\(source(index))]"
    case .key(let key): Reference.Element.key(key).description
    case .index(let index): Reference.Element.index(index).description
    case .splat: Reference.Element.splat.description
    }
  }

  private static func binary(_ symbol: BinaryOperator, _ left: Expression, _ right: Expression)
    -> String
  {
    let before = operand(left, minimum: symbol.precedence)
    return "\(before) \(symbol.rawValue) \(operand(right, minimum: symbol.precedence + 1))"
  }

  private static func operand(_ expression: Expression, minimum: Int) -> String {
    switch expression.form {
    case .binary(let symbol, _, _) where symbol.precedence < minimum: parenthesized(expression)
    case .conditional: parenthesized(expression)
    default: source(expression)
    }
  }

  /// The operand of `-` and `!`. A constant is set apart, since a sign before it belongs to it.
  private static func unaryOperand(_ expression: Expression) -> String {
    switch expression.form {
    case .binary, .conditional, .literal: parenthesized(expression)
    default: source(expression)
    }
  }

  private static func branch(_ expression: Expression) -> String {
    if case .conditional = expression.form { return parenthesized(expression) }
    return source(expression)
  }

  /// The start of an access.
  private static func primary(_ expression: Expression) -> String {
    switch expression.form {
    case .reference(let reference) where !reference.path.contains(.splat): source(expression)
    case .call, .list, .map, .text: source(expression)
    default: parenthesized(expression)
    }
  }

  private static func parenthesized(_ expression: Expression) -> String {
    "(\(source(expression)))"
  }
}

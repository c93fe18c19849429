import BlueprintModel

extension BoundValue {
  /// The value as part of a larger expression.
  func expression() throws(EvaluationError) -> Expression {
    switch self {
    case .literal(let value): return Expression(.literal(value))
    case .template(let template): return Expression.text(template)
    case .mustache:
      throw EvaluationError(
        .notText, "a Mustache text with unfinished names can only be used as a whole")
    case .list(let elements):
      var parts: [Expression] = []
      parts.reserveCapacity(elements.count)
      for element in elements { parts.append(try element.expression()) }
      return Expression.list(parts)
    case .map(let entries):
      var parts: [Expression.Entry] = []
      parts.reserveCapacity(entries.count)
      for (key, value) in entries {
        parts.append(Expression.Entry(key: key, value: try value.expression()))
      }
      return Expression.map(parts)
    }
  }
}

extension Expression.Form {
  /// A form of operands with others in their place, as many as there were. Forms of another kind
  /// stay as they are.
  func replacing(_ operands: [Expression]) -> Expression.Form {
    switch self {
    case .unary(let symbol, _) where operands.count == 1: .unary(symbol, operands[0])
    case .binary(let symbol, _, _) where operands.count == 2:
      .binary(symbol, operands[0], operands[1])
    case .call(let name, _): .call(name, operands)
    default: self
    }
  }
}

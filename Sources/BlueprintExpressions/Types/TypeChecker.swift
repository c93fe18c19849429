import BlueprintModel

/// Finds the type of an expression and the mistakes in it. A part with a mistake has the type
/// `any`, which fits everywhere, so that one mistake is reported once.
struct TypeChecker {
  let environment: TypeEnvironment
  private(set) var problems: [ExpressionProblem] = []

  init(environment: TypeEnvironment) { self.environment = environment }

  /// Reports `problem`; the part that it is about has no known type.
  mutating func report(_ problem: ExpressionProblem) -> ExpressionType {
    problems.append(problem)
    return .any
  }

  mutating func type(of template: Template) -> ExpressionType {
    if let expression = template.wholeExpression { return type(of: expression) }
    var parts: [ExpressionType] = []
    for expression in template.expressions {
      let part = type(of: expression)
      parts.append(part)
      if !part.hasText {
        _ = report(
          ExpressionProblem(
            .notText, "a \(part.form.kind) cannot stand inside text", at: expression.range,
            help: part.form == .null ? nil : "write it with `json_encode`, a list also with `join`"
          ))
      }
    }
    return ExpressionType.string.tainted(by: parts)
  }

  mutating func type(of expression: Expression) -> ExpressionType {
    switch expression.form {
    case .literal(let value): ExpressionType(of: value)
    case .reference(let reference): type(of: reference, at: expression)
    case .access(let base, let moves): access(base, moves, expression)
    case .text(let template): type(of: template)
    case .unary(let symbol, let operand): unary(symbol, operand, expression)
    case .binary(let symbol, let left, let right): binary(symbol, left, right, expression)
    case .conditional(let condition, let then, let otherwise):
      conditional(condition, then, otherwise)
    case .list(let elements): .list(ExpressionType.common(elements.map { type(of: $0) }))
    case .map(let entries): object(entries)
    case .call(let name, let arguments): call(name, arguments, expression)
    }
  }

  private mutating func object(_ entries: [Expression.Entry]) -> ExpressionType {
    var fields: [String: ExpressionType] = [:]
    for entry in entries { fields[entry.key] = type(of: entry.value) }
    return .object(fields)
  }

  private mutating func conditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression
  ) -> ExpressionType {
    let decision = requireBoolean(condition, "the condition of `?`")
    let result = type(of: then).joined(type(of: otherwise))
    return result.tainted(by: [decision])
  }

  /// The type of a part that must be true or false.
  mutating func requireBoolean(_ expression: Expression, _ role: String) -> ExpressionType {
    let found = type(of: expression)
    if !found.fits(.boolean) {
      _ = report(
        ExpressionProblem(
          .typeMismatch, "\(role) needs a boolean, not \(found.form.kindWithArticle)",
          at: expression.range))
    }
    return ExpressionType.boolean.tainted(by: [found])
  }
}

extension ExpressionType {
  /// Whether a value of it can stand inside text.
  fileprivate var hasText: Bool {
    switch form {
    case .null, .list, .map, .object: false
    default: true
    }
  }
}

extension ExpressionType.Form {
  /// The kind of the values without what is in them.
  var kind: String {
    switch self {
    case .list: "list"
    case .map, .object: "map"
    default: ExpressionType(self).description
    }
  }

  /// The kind as a noun in a sentence.
  var kindWithArticle: String {
    switch self {
    case .null: "null"
    case .integer: "an integer"
    default: "a \(kind)"
    }
  }
}

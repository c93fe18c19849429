import BlueprintExpressions

extension InputDeclaration {
  /// The type of `inputs.NAME`; unknown after a diagnostic.
  var expressionType: ExpressionType {
    let type = type?.expressionType ?? .any
    return isSecret ? type.asSecret : type
  }
}

extension InputType {
  /// The type of values of this input type.
  var expressionType: ExpressionType {
    switch self {
    case .string: .string
    case .integer: .integer
    case .number: .number
    case .boolean: .boolean
    case .duration: .duration
    case .size: .size
    case .list(let items): .list(items?.expressionType ?? .any)
    case .map(let items): .map(items?.expressionType ?? .any)
    case .object(let properties):
      .object(
        Dictionary(
          properties.map { ($0.name, $0.type.expressionType) }, uniquingKeysWith: { $1 }))
    }
  }
}

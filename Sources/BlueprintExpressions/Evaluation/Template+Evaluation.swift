import BlueprintModel

extension Template {
  /// The value: of its own type for one whole expression, otherwise a string.
  public func evaluated(_ lookup: ReferenceLookup) throws(EvaluationError) -> Value {
    if let expression = wholeExpression { return try expression.evaluated(lookup) }
    var text = ""
    for segment in segments {
      switch segment {
      case .literal(let literal): text += literal
      case .expression(let expression):
        text += try expression.evaluated(lookup).interpolated(from: expression)
        _ = try limited(text)
      }
    }
    return .string(text)
  }

  /// The value, with references looked up in `names` by their root.
  public func evaluated(in names: [String: Value]) throws(EvaluationError) -> Value {
    try evaluated { reference throws(EvaluationError) in try reference.resolved(in: names) }
  }
}

extension Reference {
  /// The value that the reference has in `names`; nil if its root is not there.
  public func resolved(in names: [String: Value]) throws(EvaluationError) -> Value? {
    guard let value = names[root] else { return nil }
    do { return try value.value(at: path) } catch {
      throw EvaluationError(error.kind, "`\(self)`: \(error.message)", reference: self)
    }
  }
}

extension Value {
  /// The value as part of a text.
  func interpolated(from expression: Expression) throws(EvaluationError) -> String {
    if let text = plainText { return text }
    throw EvaluationError(
      .notText, "a \(kind) cannot stand inside text; \(remedy)", reference: expression.reference,
      range: expression.range.isEmpty ? nil : expression.range)
  }

  private var remedy: String {
    switch self {
    case .null: "give another value for null with `coalesce`"
    case .list: "write it with `join` or `json_encode`"
    default: "write it with `json_encode`"
    }
  }
}

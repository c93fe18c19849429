import BlueprintModel

extension BoundValue {
  /// The finished value, with references looked up.
  ///
  /// - Throws: ``EvaluationError``; `unresolved` names a reference that has no value.
  public func evaluated(_ lookup: ReferenceLookup) throws(EvaluationError) -> Value {
    switch self {
    case .literal(let value): return value
    case .template(let template): return try template.evaluated(lookup)
    case .mustache(let text, let names):
      return .string(try MustacheText.render(text, try names.evaluated(lookup)))
    case .list(let elements):
      var values: [Value] = []
      values.reserveCapacity(elements.count)
      for element in elements { values.append(try element.evaluated(lookup)) }
      return .list(values)
    case .map(let entries):
      var pairs: [(String, Value)] = []
      pairs.reserveCapacity(entries.count)
      for (key, value) in entries.sorted(by: { $0.key < $1.key }) {
        pairs.append((key, try value.evaluated(lookup)))
      }
      return .map(ValueMap(pairs))
    }
  }

  /// The finished value, with references looked up in `names` by their root.
  public func evaluated(in names: [String: Value]) throws(EvaluationError) -> Value {
    try evaluated { reference throws(EvaluationError) in try reference.resolved(in: names) }
  }
}

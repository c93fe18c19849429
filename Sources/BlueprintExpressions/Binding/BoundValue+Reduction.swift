extension BoundValue {
  /// Replaces every reference whose root is in `names` by what it leads to there, and folds what
  /// is constant then; what has no reference left becomes a literal. Other references stay.
  ///
  /// What a reference is replaced by is not reduced itself: it was bound in its own scope, where
  /// `self` is something else. The time taken depends on this value and on what it uses of
  /// `names`, not on the size of `names`.
  ///
  /// With `reading`, the files that `file` names are read; without, such a call stays.
  ///
  /// - Throws: ``EvaluationError`` for a path that leads nowhere in `names`, and for a constant
  ///   expression without a value, unless a condition that is not known yet may spare it; for a
  ///   file that cannot be read or whose path is not known, whatever a condition says.
  public func reduced(
    in names: [String: BoundValue], reading: TextReader? = nil
  ) throws(EvaluationError) -> BoundValue {
    try Reduction(names: names, reading: reading).reduce(self)
  }

  /// What `path` leads to from here. From an expression, the path is added to it.
  public func value(at path: [Reference.Element]) throws(EvaluationError) -> BoundValue {
    try walk(path[...])
  }

  private func walk(_ path: ArraySlice<Reference.Element>) throws(EvaluationError) -> BoundValue {
    guard let move = path.first else { return self }
    switch self {
    case .literal(let value): return .literal(try value.value(at: path))
    case .template(let template):
      guard let expression = template.wholeExpression else {
        throw PathMistake.notIndexable(move, "string")
      }
      return BoundValue(Template(Expression.access(expression, path.map(Expression.Accessor.init))))
    case .mustache: throw PathMistake.notIndexable(move, "string")
    case .list(let elements): return try Self.walk(elements, move, path.dropFirst())
    case .map(let entries):
      guard case .key(let key) = move else { throw PathMistake.notIndexable(move, "map") }
      guard let entry = entries[key] else { throw PathMistake.noKey(key, of: Array(entries.keys)) }
      return try entry.walk(path.dropFirst())
    }
  }

  private static func walk(
    _ elements: [BoundValue], _ move: Reference.Element, _ rest: ArraySlice<Reference.Element>
  ) throws(EvaluationError) -> BoundValue {
    switch move {
    case .key: throw PathMistake.notIndexable(move, "list")
    case .index(let index):
      guard elements.indices.contains(index) else {
        throw PathMistake.noIndex(index, of: elements.count)
      }
      return try elements[index].walk(rest)
    case .splat:
      var result: [BoundValue] = []
      result.reserveCapacity(elements.count)
      for element in elements { result.append(try element.walk(rest)) }
      return BoundValue(list: result)
    }
  }
}

import BlueprintModel

extension Value {
  /// What `path` leads to from here. After a splat the rest of the path is followed from each
  /// element, and gives a list.
  ///
  /// - Throws: `notFound` or `wrongType`, without a place.
  public func value(at path: some Collection<Reference.Element>) throws(EvaluationError) -> Value {
    guard let move = path.first else { return self }
    let rest = path.dropFirst()
    switch move {
    case .key(let key): return try entry(key).value(at: rest)
    case .index(let index): return try element(index).value(at: rest)
    case .splat:
      guard case .list(let elements) = self else { throw PathMistake.notIndexable(move, kind) }
      var result: [Value] = []
      result.reserveCapacity(elements.count)
      for element in elements { result.append(try element.value(at: rest)) }
      return .list(result)
    }
  }

  private func entry(_ key: String) throws(EvaluationError) -> Value {
    guard case .map(let entries) = self else { throw PathMistake.notIndexable(.key(key), kind) }
    guard let value = entries[key] else { throw PathMistake.noKey(key, of: entries.keys) }
    return value
  }

  private func element(_ index: Int) throws(EvaluationError) -> Value {
    guard case .list(let elements) = self else {
      throw PathMistake.notIndexable(.index(index), kind)
    }
    guard elements.indices.contains(index) else {
      throw PathMistake.noIndex(index, of: elements.count)
    }
    return elements[index]
  }
}

/// The messages for paths that lead nowhere.
enum PathMistake {
  static func notIndexable(_ move: Reference.Element, _ kind: String) -> EvaluationError {
    let wanted =
      switch move {
      case .key: "a map"
      case .index, .splat: "a list"
      }
    return EvaluationError(.wrongType, "`\(move)` needs \(wanted), not a \(kind)")
  }

  static func noKey(_ key: String, of keys: [String]) -> EvaluationError {
    let known = keys.sorted().prefix(10).joined(separator: ", ")
    let hint = known.isEmpty ? "the map is empty" : "there are: \(known)"
    return EvaluationError(.notFound, "no entry `\(key)`; \(hint)")
  }

  static func noIndex(_ index: Int, of count: Int) -> EvaluationError {
    EvaluationError(.notFound, "no element \(index); the list has \(count)")
  }
}

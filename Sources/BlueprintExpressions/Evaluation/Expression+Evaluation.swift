import BlueprintModel

/// Gives the value of a reference, or nil if it has none.
public typealias ReferenceLookup = (Reference) throws(EvaluationError) -> Value?

extension Expression {
  /// The value, with references looked up. `&&`, `||` and `?:` look only at the side that
  /// decides.
  public func evaluated(_ lookup: ReferenceLookup) throws(EvaluationError) -> Value {
    do { return try value(lookup) } catch { throw error.placed(at: self) }
  }

  private func value(_ lookup: ReferenceLookup) throws(EvaluationError) -> Value {
    switch form {
    case .literal(let value): return value
    case .reference(let reference): return try Self.resolve(reference, lookup)
    case .access(let base, let moves):
      return try Self.follow(moves, from: try base.evaluated(lookup), lookup)
    case .text(let template): return try template.evaluated(lookup)
    case .unary(let symbol, let operand):
      return try Arithmetic.apply(symbol, try operand.evaluated(lookup))
    case .binary(let symbol, let left, let right):
      return try Self.binary(symbol, left, right, lookup)
    case .conditional(let condition, let then, let otherwise):
      let chosen = try Self.flag(condition, "?", lookup) ? then : otherwise
      return try chosen.evaluated(lookup)
    case .list(let elements): return .list(try Self.values(elements, lookup))
    case .map(let entries):
      let values = try Self.values(entries.map(\.value), lookup)
      return .map(ValueMap(zip(entries.map(\.key), values)))
    case .call(let name, let arguments):
      return try FunctionSet.call(name, try Self.values(arguments, lookup))
    }
  }

  private static func resolve(_ reference: Reference, _ lookup: ReferenceLookup)
    throws(EvaluationError) -> Value
  {
    do {
      if let value = try lookup(reference) { return value }
    } catch {
      var named = error
      if named.reference == nil { named.reference = reference }
      throw named
    }
    throw EvaluationError(.unresolved, "`\(reference)` has no value", reference: reference)
  }

  private static func values(_ expressions: [Expression], _ lookup: ReferenceLookup)
    throws(EvaluationError) -> [Value]
  {
    var values: [Value] = []
    values.reserveCapacity(expressions.count)
    for expression in expressions { values.append(try expression.evaluated(lookup)) }
    return values
  }

  private static func binary(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, _ lookup: ReferenceLookup
  ) throws(EvaluationError) -> Value {
    guard symbol == .and || symbol == .or else {
      return try Arithmetic.apply(
        symbol, try left.evaluated(lookup), try right.evaluated(lookup))
    }
    let first = try flag(left, symbol.rawValue, lookup)
    if first == (symbol == .or) { return .boolean(first) }
    return .boolean(try flag(right, symbol.rawValue, lookup))
  }

  private static func flag(_ expression: Expression, _ symbol: String, _ lookup: ReferenceLookup)
    throws(EvaluationError) -> Bool
  {
    try expression.evaluated(lookup).flag(for: symbol)
  }

  /// A computed index may be a secret, so that the message does not tell it.
  private static func follow(_ moves: [Accessor], from value: Value, _ lookup: ReferenceLookup)
    throws(EvaluationError) -> Value
  {
    let path = try path(moves, lookup)
    do { return try value.value(at: path) } catch {
      guard path.count > moves.compactMap(\.element).count, error.kind == .notFound else {
        throw error
      }
      throw EvaluationError(.notFound, "there is nothing at the computed index")
    }
  }

  /// The moves with their computed indexes evaluated.
  private static func path(_ moves: [Accessor], _ lookup: ReferenceLookup)
    throws(EvaluationError) -> [Reference.Element]
  {
    var path: [Reference.Element] = []
    for move in moves {
      switch move {
      case .key(let key): path.append(.key(key))
      case .index(let index): path.append(.index(index))
      case .splat: path.append(.splat)
      case .computed(let index): path.append(try index.evaluated(lookup).move())
      }
    }
    return path
  }
}

extension Value {
  /// The truth value of a condition.
  func flag(for symbol: String) throws(EvaluationError) -> Bool {
    guard case .boolean(let flag) = self else {
      throw EvaluationError(.wrongType, "`\(symbol)` needs a boolean, not a \(kind)")
    }
    return flag
  }

  /// The value as an index or key.
  func move() throws(EvaluationError) -> Reference.Element {
    switch self {
    case .string(let key): return .key(key)
    case .integer(let index): return .index(index)
    default:
      throw EvaluationError(.wrongType, "an index is an integer or a string, not a \(kind)")
    }
  }
}

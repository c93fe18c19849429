import BlueprintModel

// The one way to make expressions: what means the same gets the same tree, so that equality and
// the text form are canonical.
extension Expression {
  /// The literal value, or nil if something is not known yet.
  public var literal: Value? {
    guard case .literal(let value) = form else { return nil }
    return value
  }

  /// The reference, or nil if this is anything else.
  public var reference: Reference? {
    guard case .reference(let reference) = form else { return nil }
    return reference
  }

  /// A list, constant if its elements are.
  static func list(_ elements: [Expression], at range: Range<Int> = 0..<0) -> Expression {
    let values = elements.compactMap(\.literal)
    guard values.count < elements.count else {
      return Expression(.literal(.list(values)), at: range)
    }
    return Expression(.list(elements), at: range)
  }

  /// A map, constant if its values are. The keys must differ.
  static func map(_ entries: [Entry], at range: Range<Int> = 0..<0) -> Expression {
    let pairs = entries.compactMap { entry in entry.value.literal.map { (entry.key, $0) } }
    guard pairs.count < entries.count else {
      return Expression(.literal(.map(ValueMap(pairs))), at: range)
    }
    return Expression(.map(entries.sorted { $0.key < $1.key }), at: range)
  }

  /// Text of `segments`: constant, a single expression of its own type, or an interpolation.
  static func text(_ template: Template, at range: Range<Int> = 0..<0) -> Expression {
    if let text = template.literalText { return Expression(.literal(.string(text)), at: range) }
    if let whole = template.wholeExpression { return whole }
    return Expression(.text(template), at: range)
  }

  /// `base` followed by `moves`; as much of it as possible becomes a reference.
  ///
  /// A reference that holds a splat is not made longer: the moves after its end start from the
  /// list, those after a splat in one path start from each element.
  static func access(
    _ base: Expression, _ moves: [Accessor], at range: Range<Int> = 0..<0,
    moveRanges: [Range<Int>] = []
  ) -> Expression {
    if moves.isEmpty { return base }
    let moves = moves.map(\.settled)
    switch base.form {
    case .reference(let reference) where !reference.path.contains(.splat):
      return extending(
        reference, by: moves, at: range, moveRanges: base.moveRanges + moveRanges)
    case .access(let inner, let earlier) where !earlier.contains(.splat):
      return Expression(
        .access(inner, earlier + moves), at: range, moves: base.moveRanges + moveRanges)
    default:
      return Expression(.access(base, moves), at: range, moves: moveRanges)
    }
  }

  private static func extending(
    _ reference: Reference, by moves: [Accessor], at range: Range<Int>, moveRanges: [Range<Int>]
  ) -> Expression {
    var longer = reference
    let elements = moves.compactMap(\.element)
    if elements.count == moves.count {
      longer.path += elements
      return Expression(.reference(longer), at: range, moves: moveRanges)
    }
    let start = moves.prefix { $0 != .splat && $0.element != nil }
    longer.path += start.compactMap(\.element)
    let count = longer.path.count
    let head = Expression(
      .reference(longer), at: range, moves: Array(moveRanges.prefix(count)))
    return Expression(
      .access(head, Array(moves.dropFirst(start.count))), at: range,
      moves: Array(moveRanges.dropFirst(count)))
  }
}

extension Expression.Accessor {
  /// The move as part of a reference; nil if its index is computed.
  var element: Reference.Element? {
    switch self {
    case .key(let key): .key(key)
    case .index(let index): .index(index)
    case .splat: .splat
    case .computed: nil
    }
  }

  /// The move with a constant index made plain.
  var settled: Expression.Accessor {
    guard case .computed(let index) = self else { return self }
    switch index.literal {
    case .string(let key)?: return .key(key)
    case .integer(let number)? where number >= 0: return .index(number)
    default: return self
    }
  }

  init(_ element: Reference.Element) {
    switch element {
    case .key(let key): self = .key(key)
    case .index(let index): self = .index(index)
    case .splat: self = .splat
    }
  }
}

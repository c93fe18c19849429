import BlueprintModel

extension TypeChecker {
  mutating func type(of reference: Reference, at expression: Expression) -> ExpressionType {
    guard let root = environment.names[reference.root] else {
      let start = expression.range.lowerBound
      let length = min(reference.root.unicodeScalars.count, expression.range.count)
      return report(
        ExpressionProblem(
          .unknownName, "`\(reference.root)` is not in scope", at: start..<start + length,
          name: reference.root, candidates: environment.names.keys.sorted()))
    }
    return follow(
      reference.path.map(Expression.Accessor.init)[...], from: root, at: expression, number: 0)
  }

  mutating func access(
    _ base: Expression, _ moves: [Expression.Accessor], _ expression: Expression
  ) -> ExpressionType {
    follow(moves[...], from: type(of: base), at: expression, number: 0)
  }

  private mutating func follow(
    _ moves: ArraySlice<Expression.Accessor>, from whole: ExpressionType,
    at expression: Expression, number: Int
  ) -> ExpressionType {
    guard let move = moves.first else { return whole }
    if case .any = whole.form { return skipped(moves, whole) }
    let range = expression.moveRange(number)
    let rest = moves.dropFirst()
    if move == .splat {
      guard case .list(let element) = whole.form else {
        return report(notIndexable(move, whole, range))
      }
      let each = follow(rest, from: element.part(of: whole), at: expression, number: number + 1)
      return ExpressionType(.list(each), secret: whole.secret, late: whole.late)
    }
    let next = part(move, of: whole, range)
    return follow(rest, from: next, at: expression, number: number + 1)
  }

  /// The type of a path from something unknown: its computed indexes are still checked.
  private mutating func skipped(_ moves: ArraySlice<Expression.Accessor>, _ whole: ExpressionType)
    -> ExpressionType
  {
    var types = [whole]
    for case .computed(let index) in moves { types.append(type(of: index)) }
    return ExpressionType.any.tainted(by: types)
  }

  private mutating func part(
    _ move: Expression.Accessor, of whole: ExpressionType, _ range: Range<Int>
  ) -> ExpressionType {
    switch (move, whole.form) {
    case (.key(let key), .object(let fields)): field(key, fields, range).part(of: whole)
    case (.key, .map(let value)): value.part(of: whole)
    case (.index, .list(let element)): element.part(of: whole)
    case (.computed(let index), _): computed(index, of: whole, range)
    default: report(notIndexable(move, whole, range))
    }
  }

  private mutating func field(
    _ key: String, _ fields: [String: ExpressionType], _ range: Range<Int>
  ) -> ExpressionType {
    if let type = fields[key] { return type }
    let shorter = key.split(separator: "-").first.map(String.init)
    let isSubtraction = key.contains("-") && shorter.map { fields[$0] != nil } ?? false
    return report(
      ExpressionProblem(
        .unknownField, "there is no `\(key)` here", at: range, name: key,
        candidates: fields.keys.sorted(),
        help: isSubtraction ? "write spaces around `-` to subtract" : nil))
  }

  private mutating func computed(
    _ index: Expression, of whole: ExpressionType, _ range: Range<Int>
  ) -> ExpressionType {
    let found = type(of: index)
    switch (whole.form, found.form) {
    case (.list(let element), .any), (.list(let element), .integer):
      if let number = index.literal?.integer, number < 0 {
        return report(
          ExpressionProblem(
            .noValue, "an index counts from 0, and cannot be negative", at: index.range))
      }
      return element.part(of: whole).tainted(by: [found])
    case (.map(let value), .any), (.map(let value), .string):
      return value.part(of: whole).tainted(by: [found])
    case (.object(let fields), .any), (.object(let fields), .string):
      return ExpressionType.common(Array(fields.values)).part(of: whole).tainted(by: [found])
    default:
      let wanted = if case .list = whole.form { "an integer" } else { "a string" }
      if case .list = whole.form {
      } else if !whole.isMap {
        return report(notIndexable(.computed(index), whole, range))
      }
      return report(
        ExpressionProblem(
          .typeMismatch,
          "the index of a \(whole.form.kind) is \(wanted), not \(found.form.kindWithArticle)",
          at: index.range))
    }
  }

  private func notIndexable(
    _ move: Expression.Accessor, _ whole: ExpressionType, _ range: Range<Int>
  ) -> ExpressionProblem {
    let what =
      switch move {
      case .key(let key): "no `\(key)`"
      case .index, .computed: "no elements to index"
      case .splat: "no elements for `[*]`"
      }
    return ExpressionProblem(
      .notIndexable, "\(whole.form.kindWithArticle) has \(what)", at: range,
      help: whole.listHelp(for: move))
  }
}

extension ExpressionType {
  fileprivate var isMap: Bool {
    switch form {
    case .map, .object: true
    default: false
    }
  }

  /// What to write instead, where a list was taken for one of its elements or the other way
  /// round.
  fileprivate func listHelp(for move: Expression.Accessor) -> String? {
    switch (form, move) {
    case (.list, .key(let key)):
      "choose an element with `[0].\(key)`, or take all of them with `[*].\(key)`"
    case (.object, .index), (.object, .splat): "it is a single one: leave the index out"
    default: nil
    }
  }
}

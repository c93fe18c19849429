import BlueprintModel

/// Partial evaluation. The result of every part is a ``BoundValue``, so that a path is walked
/// before anything is turned into an expression.
struct Reduction {
  let names: [String: BoundValue]
  /// Reads files for `file`; nil where there are none to read.
  var reading: TextReader?
  /// Set below a condition that is not known yet: there, an expression without a value stays,
  /// and fails only if it is needed.
  var isSpeculative = false

  func reduce(_ value: BoundValue) throws(EvaluationError) -> BoundValue {
    switch value {
    case .literal: return value
    case .template(let template): return try reduce(template)
    case .mustache(let text, let names):
      let reduced = try reduce(names)
      guard let known = reduced.literal else { return .mustache(text: text, names: reduced) }
      return .literal(.string(try MustacheText.render(text, known)))
    case .list(let elements):
      var result: [BoundValue] = []
      result.reserveCapacity(elements.count)
      for element in elements { result.append(try reduce(element)) }
      return BoundValue(list: result)
    case .map(let entries):
      var result: [String: BoundValue] = [:]
      result.reserveCapacity(entries.count)
      for (key, entry) in entries { result[key] = try reduce(entry) }
      return BoundValue(map: result)
    }
  }

  private func reduce(_ template: Template) throws(EvaluationError) -> BoundValue {
    if let expression = template.wholeExpression { return try reduce(expression) }
    return try text(template)
  }

  private func text(_ template: Template) throws(EvaluationError) -> BoundValue {
    var builder = SegmentBuilder()
    for segment in template.segments {
      switch segment {
      case .literal(let text): builder.append(text)
      case .expression(let expression):
        let value = try reduce(expression)
        if let known = value.literal {
          builder.append(try known.interpolated(from: expression))
        } else if case .template(let inner) = value {
          builder.append(inner)
        } else {
          throw Self.notText(value, expression)
        }
      }
    }
    let result = Template(segments: builder.finish())
    try check(result.expressions)
    try result.checkLength()
    return BoundValue(result)
  }

  private func reduce(_ expression: Expression) throws(EvaluationError) -> BoundValue {
    do { return try part(expression) } catch {
      let placed = error.placed(at: expression)
      if isSpeculative, !placed.kind.isAboutFiles { return .template(Template(expression)) }
      throw placed
    }
  }

  private func part(_ expression: Expression) throws(EvaluationError) -> BoundValue {
    switch expression.form {
    case .literal(let value): return .literal(value)
    case .reference(let reference): return try resolve(reference, expression)
    case .access(let base, let moves): return try access(base, moves, expression)
    case .text(let template): return try text(template)
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise, expression)
    case .binary(let symbol, let left, let right) where symbol == .and || symbol == .or:
      return try logical(symbol, left, right, expression)
    case .list(let elements): return BoundValue(list: try all(elements))
    case .map(let entries):
      let values = try all(entries.map(\.value))
      return BoundValue(
        map: Dictionary(zip(entries.map(\.key), values), uniquingKeysWith: { _, last in last }))
    case .call(FunctionSet.file, let arguments):
      return try file(arguments, expression)
    case .unary, .binary, .call: return try strict(expression)
    }
  }

  private func all(_ expressions: [Expression]) throws(EvaluationError) -> [BoundValue] {
    var values: [BoundValue] = []
    for expression in expressions { values.append(try reduce(expression)) }
    return values
  }

  private func resolve(_ reference: Reference, _ expression: Expression)
    throws(EvaluationError) -> BoundValue
  {
    guard let root = names[reference.root] else { return .template(Template(expression)) }
    do { return try root.value(at: reference.path) } catch {
      throw EvaluationError(
        error.kind, "`\(reference)`: \(error.message)", reference: reference)
    }
  }

  private func access(
    _ base: Expression, _ moves: [Expression.Accessor], _ expression: Expression
  ) throws(EvaluationError) -> BoundValue {
    var reduced: [Expression.Accessor] = []
    for move in moves {
      guard case .computed(let index) = move else {
        reduced.append(move)
        continue
      }
      let known = try reduce(index)
      if let value = known.literal { _ = try value.move() }
      reduced.append(.computed(try known.expression()).settled)
    }
    let path = reduced.compactMap(\.element)
    let start = try reduce(base)
    if path.count == reduced.count { return try start.value(at: path) }
    return try kept(
      Expression.access(try start.expression(), reduced, at: expression.range))
  }

  private func conditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ whole: Expression
  ) throws(EvaluationError) -> BoundValue {
    let decision = try reduce(condition)
    if let known = decision.literal {
      return try reduce(try known.flag(for: "?") ? then : otherwise)
    }
    let branches = speculating
    return try kept(
      Expression(
        .conditional(
          try decision.expression(), then: try branches.reduce(then).expression(),
          otherwise: try branches.reduce(otherwise).expression()), at: whole.range))
  }

  private func logical(
    _ symbol: BinaryOperator, _ left: Expression, _ right: Expression, _ whole: Expression
  ) throws(EvaluationError) -> BoundValue {
    let first = try reduce(left)
    guard let known = try first.literal?.flag(for: symbol.rawValue) else {
      let second = try speculating.reduce(right)
      return try kept(
        Expression(
          .binary(symbol, try first.expression(), try second.expression()), at: whole.range))
    }
    if known == (symbol == .or) { return .literal(.boolean(known)) }
    let second = try reduce(right)
    if let value = second.literal {
      return .literal(.boolean(try value.flag(for: symbol.rawValue)))
    }
    let neutral = Expression(.literal(.boolean(known)), at: left.range)
    return try kept(
      Expression(.binary(symbol, neutral, try second.expression()), at: whole.range))
  }

  /// An expression that needs all of its operands.
  private func strict(_ expression: Expression) throws(EvaluationError) -> BoundValue {
    let operands = try all(expression.children)
    var parts: [Expression] = []
    for operand in operands { parts.append(try operand.expression()) }
    let rebuilt = Expression(expression.form.replacing(parts), at: expression.range)
    guard operands.allSatisfy(\.isLiteral) else { return try kept(rebuilt) }
    return .literal(try rebuilt.evaluated { _ in nil })
  }

  /// The text of a file. A path that waits for nothing but inputs without a value, which are
  /// reported, or for parameters of a template that nobody uses yet, is no mistake.
  private func file(
    _ arguments: [Expression], _ expression: Expression
  ) throws(EvaluationError) -> BoundValue {
    guard let reading, let argument = arguments.first, arguments.count == 1 else {
      return try strict(expression)
    }
    let path = try reduce(argument)
    guard let known = path.literal else {
      var isLate = false
      Template(try path.expression()).forEachReference { reference in
        isLate = isLate || !Self.early.contains(reference.root)
      }
      guard isLate else { return try strict(expression) }
      throw EvaluationError(
        .unknownFile, "the path of `file` must be known when the blueprint is compiled",
        range: argument.range.isEmpty ? nil : argument.range)
    }
    guard case .string(let path) = known else { return try strict(expression) }
    do { return .literal(.string(try limited(try reading(path)))) } catch {
      throw error.placed(at: argument)
    }
  }

  /// The roots whose values are known before anything is made.
  private static let early: Set<String> = ["inputs", "locals", "parameters"]

  private var speculating: Reduction {
    var reduction = self
    reduction.isSpeculative = true
    return reduction
  }

  private func kept(_ expression: Expression) throws(EvaluationError) -> BoundValue {
    try check([expression])
    return BoundValue(Template(expression))
  }

  private func check(_ expressions: [Expression]) throws(EvaluationError) {
    if let large = expressions.first(where: { $0.size > Expression.maximumSize }) {
      throw EvaluationError(
        .tooDeep, "larger than \(Expression.maximumSize) parts once references are replaced",
        range: large.range.isEmpty ? nil : large.range)
    }
    guard let deep = expressions.first(where: { $0.depth > Expression.maximumDepth }) else {
      return
    }
    throw EvaluationError(
      .tooDeep, "nested deeper than \(Expression.maximumDepth) levels once references are replaced",
      range: deep.range.isEmpty ? nil : deep.range)
  }

  private static func notText(_ value: BoundValue, _ expression: Expression) -> EvaluationError {
    let kind = if case .map = value { "map" } else { "list" }
    return EvaluationError(
      .notText, "a \(kind) cannot stand inside text; write it with `join` or `json_encode`",
      reference: expression.reference, range: expression.range.isEmpty ? nil : expression.range)
  }
}

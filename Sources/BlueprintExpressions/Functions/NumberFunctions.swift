import BlueprintModel

extension FunctionSet {
  private static let ordered = ParameterType(
    .number, .duration, .size, .list(.number), .list(.duration), .list(.size))

  static let numbers: [Function] = [
    Function(
      "min", .numbers, [.init("value", ordered), .init("others", ordered, .repeated)],
      gives: .computed("as the arguments") { extremeType($0) },
      "The least of the arguments, or of a list's elements.", example: "min(3, 1, 2)", is: 1
    ) { a throws(EvaluationError) in try extreme(a, -1) },
    Function(
      "max", .numbers, [.init("value", ordered), .init("others", ordered, .repeated)],
      gives: .computed("as the arguments") { extremeType($0) },
      "The greatest of the arguments, or of a list's elements.", example: "max([1GiB, 512MiB])",
      is: .size(ByteSize(bytes: 1 << 30))
    ) { a throws(EvaluationError) in try extreme(a, 1) },
    Function(
      "sum", .numbers, [.init("list", .numbers)], gives: .element, "The sum of the elements.",
      example: "sum([1, 2, 3])", is: 6
    ) { a throws(EvaluationError) in
      var sum = Value.integer(0)
      for element in try a.list(0) { sum = try Arithmetic.apply(.add, sum, element) }
      return sum
    },
    Function(
      "abs", .numbers, [.init("number", .number)], gives: .same, "The number without its sign.",
      example: "abs(-3)", is: 3
    ) { a throws(EvaluationError) in
      try a.number(0) < 0 ? try Arithmetic.apply(.negate, a[0]) : a[0]
    },
    Function(
      "floor", .numbers, [.init("number", .number)], gives: .integer,
      "The greatest integer that is not above the number.", example: "floor(2.7)", is: 2
    ) { a throws(EvaluationError) in try rounded(a, .down) },
    Function(
      "ceil", .numbers, [.init("number", .number)], gives: .integer,
      "The least integer that is not below the number.", example: "ceil(2.1)", is: 3
    ) { a throws(EvaluationError) in try rounded(a, .up) },
    Function(
      "round", .numbers, [.init("number", .number)], gives: .integer,
      "The nearest integer; halves go away from 0.", example: "round(2.5)", is: 3
    ) { a throws(EvaluationError) in try rounded(a, .toNearestOrAwayFromZero) },
  ]

  private static func extremeType(_ types: [ExpressionType]) -> ExpressionType {
    if types.count == 1, let only = types.first, case .list = only.form { return only.element }
    return ExpressionType.common(types)
  }

  private static func extreme(_ arguments: Arguments, _ sign: Int) throws(EvaluationError) -> Value
  {
    let values = arguments.count == 1 ? arguments[0].list ?? arguments.values : arguments.values
    guard var best = values.first else { throw .invalid("the list is empty") }
    for value in values.dropFirst() {
      guard let order = Arithmetic.order(value, best) else {
        throw .invalid("a \(value.kind) and a \(best.kind) have no common order")
      }
      if order * sign > 0 { best = value }
    }
    return best
  }

  private static func rounded(_ arguments: Arguments, _ rule: FloatingPointRoundingRule)
    throws(EvaluationError) -> Value
  {
    if case .integer = arguments[0] { return arguments[0] }
    guard let whole = Int(exactly: try arguments.number(0).rounded(rule)) else {
      throw EvaluationError(.arithmetic, "the number does not fit into 64 bits")
    }
    return .integer(whole)
  }
}

import BlueprintModel

extension FunctionSet {
  static let listOrder: [Function] = [
    Function(
      "sort", .lists, [.init("list", .list)], gives: .same,
      "The elements in ascending order: numbers, strings, durations or sizes.",
      example: "sort([3, 1, 2])", is: [1, 2, 3]
    ) { a throws(EvaluationError) in .list(try ordered(try a.list(0))) },
    Function(
      "reverse", .lists, [.init("list", .list)], gives: .same, "The elements from last to first.",
      example: "reverse([1, 2, 3])", is: [3, 2, 1]
    ) { a throws(EvaluationError) in .list(try a.list(0).reversed()) },
    Function(
      "distinct", .lists, [.init("list", .list)], gives: .same,
      "The elements without repetitions, in the order of their first places.",
      example: "distinct([\"a\", \"b\", \"a\"])", is: ["a", "b"]
    ) { a throws(EvaluationError) in
      var seen: Set<Value> = []
      return .list(try a.list(0).filter { seen.insert($0).inserted })
    },
    Function(
      "slice", .lists,
      [.init("list", .list), .init("start", .integer), .init("end", .integer, .optional)],
      gives: .same, "The elements from `start`, counted from 0, up to and without `end`.",
      example: "slice([\"a\", \"b\", \"c\"], 1, 3)", is: ["b", "c"]
    ) { a throws(EvaluationError) in
      let list = try a.list(0)
      let (start, end) = (try a.integer(1), try a.integer(2, or: list.count))
      guard 0 <= start, start <= end, end <= list.count else {
        throw .invalid("`start` to `end` is not within the list")
      }
      return .list(Array(list[start..<end]))
    },
    Function(
      "range", .lists, [.init("start", .integer), .init("end", .integer, .optional)],
      gives: .fixed(.list(.integer)),
      "The integers from `start` up to and without `end`; with one argument, from 0 up to it.",
      example: "range(3)", is: [0, 1, 2]
    ) { a throws(EvaluationError) in
      let first = try a.integer(0)
      let (start, end) = a.count > 1 ? (first, try a.integer(1)) : (0, first)
      guard start <= end else { throw .invalid("`end` is less than `start`") }
      let (count, overflow) = end.subtractingReportingOverflow(start)
      guard !overflow, count <= Value.maximumElements else { throw tooLong }
      return .list((start..<end).map(Value.integer))
    },
  ]

  private static func ordered(_ list: [Value]) throws(EvaluationError) -> [Value] {
    guard let first = list.first else { return [] }
    guard list.allSatisfy({ Arithmetic.order(first, $0) != nil }) else {
      throw .invalid("the elements have no common order")
    }
    return list.sorted { (Arithmetic.order($0, $1) ?? 0) < 0 }
  }
}

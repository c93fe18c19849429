import BlueprintModel

extension FunctionSet {
  static let lists: [Function] = [
    Function(
      "length", .lists,
      [.init("value", ParameterType(.string, .list(.any), .map(.any)))], gives: .integer,
      "The number of elements, entries or characters.", example: "length([1, 2, 3])", is: 3
    ) { a throws(EvaluationError) in
      switch a[0] {
      case .string(let text): .integer(text.count)
      case .map(let entries): .integer(entries.count)
      default: .integer(try a.list(0).count)
      }
    },
    Function(
      "first", .lists, [.init("list", .list)], gives: .element, "The first element.",
      example: "first([\"a\", \"b\"])", is: "a"
    ) { a throws(EvaluationError) in
      guard let first = try a.list(0).first else { throw .invalid("the list is empty") }
      return first
    },
    Function(
      "last", .lists, [.init("list", .list)], gives: .element, "The last element.",
      example: "last([\"a\", \"b\"])", is: "b"
    ) { a throws(EvaluationError) in
      guard let last = try a.list(0).last else { throw .invalid("the list is empty") }
      return last
    },
    Function(
      "concat", .lists, [.init("lists", .list, .repeated)], gives: .common,
      "The elements of all lists in one.", example: "concat([1], [2, 3])", is: [1, 2, 3]
    ) { a throws(EvaluationError) in
      var all: [Value] = []
      for number in 0..<a.count { all = try limited(all + (try a.list(number))) }
      return .list(all)
    },
    Function(
      "flatten", .lists, [.init("list", .list)],
      gives: .computed("a list") { .list(($0.first?.element ?? .any).flattened) },
      "The list with the elements of the lists in it in their place, one level deep.",
      example: "flatten([[1, 2], 3])", is: [1, 2, 3]
    ) { a throws(EvaluationError) in
      .list(try limited(try a.list(0).flatMap { $0.list ?? [$0] }))
    },
    Function(
      "contains", .lists,
      [.init("where", ParameterType(.list(.any), .string)), .init("what", .any)], gives: .boolean,
      "Whether the list has the element, or the text the part.",
      example: "contains([\"a\", \"b\"], \"b\")", is: true
    ) { a throws(EvaluationError) in
      if case .string(let text) = a[0] { return .boolean(text.contains(try a.text(1))) }
      return .boolean(try a.list(0).contains { Arithmetic.equal($0, a[1]) })
    },
    Function(
      "index_of", .lists, [.init("list", .list), .init("element", .any)], gives: .integer,
      "The place of the element in the list, from 0; -1 if it is not there.",
      example: "index_of([\"a\", \"b\"], \"b\")", is: 1
    ) { a throws(EvaluationError) in
      .integer(try a.list(0).firstIndex { Arithmetic.equal($0, a[1]) } ?? -1)
    },
    Function(
      "zip", .lists, [.init("left", .list), .init("right", .list)],
      gives: .computed("a list of pairs") {
        .list(.list(ExpressionType.common($0.map(\.element))))
      },
      "The pairs of elements at the same places; both lists have the same length.",
      example: "zip([\"a\", \"b\"], [1, 2])", is: [["a", 1], ["b", 2]]
    ) { a throws(EvaluationError) in
      let (left, right) = (try a.list(0), try a.list(1))
      guard left.count == right.count else { throw .invalid("the lists differ in length") }
      return .list(zip(left, right).map { .list([$0, $1]) })
    },
  ]
}

extension ExpressionType {
  /// The type of the elements when lists among them are dissolved.
  fileprivate var flattened: ExpressionType {
    if case .list = form { return element }
    return self
  }
}

import BlueprintModel

extension FunctionSet {
  static let maps: [Function] = [
    Function(
      "keys", .maps, [.init("map", .map)], gives: .strings, "The keys in order.",
      example: "keys({b: 1, a: 2})", is: ["a", "b"]
    ) { a throws(EvaluationError) in .list(try a.map(0).keys.map(Value.string)) },
    Function(
      "values", .maps, [.init("map", .map)],
      gives: .computed("a list of the values") { .list($0.first?.element ?? .any) },
      "The values in the order of their keys.", example: "values({b: 1, a: 2})", is: [2, 1]
    ) { a throws(EvaluationError) in .list(try a.map(0).map(\.value)) },
    Function(
      "merge", .maps, [.init("maps", .map, .repeated)],
      gives: .computed("a map") { mergedType($0) },
      "The entries of all maps; those of later maps win.", example: "merge({a: 1}, {a: 2, b: 3})",
      is: ["a": 2, "b": 3]
    ) { a throws(EvaluationError) in
      var merged = ValueMap()
      for number in 0..<a.count { merged = merged.merging(try a.map(number)) }
      return .map(merged)
    },
    Function(
      "lookup", .maps, [.init("map", .map), .init("key", .string), .init("default", .any)],
      gives: .computed("a value") { ($0.first?.element ?? .any).joined($0.last ?? .any) },
      "The value of the key, or `default` if it is not there.",
      example: "lookup({a: 1}, \"b\", 0)", is: 0
    ) { a throws(EvaluationError) in try a.map(0)[try a.text(1)] ?? a[2] },
    Function(
      "has_key", .maps, [.init("map", .map), .init("key", .string)], gives: .boolean,
      "Whether the map has the key.", example: "has_key({a: 1}, \"a\")", is: true
    ) { a throws(EvaluationError) in .boolean(try a.map(0)[try a.text(1)] != nil) },
  ]

  /// Known keys stay known as long as all maps have known ones.
  private static func mergedType(_ types: [ExpressionType]) -> ExpressionType {
    var fields: [String: ExpressionType] = [:]
    for type in types {
      guard case .object(let more) = type.form else {
        return .map(ExpressionType.common(types.map(\.element)))
      }
      fields.merge(more.mapValues { $0.part(of: type) }) { $1 }
    }
    return .object(fields)
  }
}

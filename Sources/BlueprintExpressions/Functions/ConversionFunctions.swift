import BlueprintModel

extension FunctionSet {
  static let conversion: [Function] = [
    Function(
      "to_string", .conversion, [.init("value", .any)], gives: .string,
      "The text of a plain value, as within `${…}` in text.", example: "to_string(512MiB)",
      is: "512MiB"
    ) { a throws(EvaluationError) in
      guard let text = a[0].plainText else {
        throw EvaluationError(.notText, "a \(a[0].kind) has no text; use `json_encode`")
      }
      return .string(text)
    },
    Function(
      "to_integer", .conversion, [.init("value", ParameterType(.string, .number))],
      gives: .integer, "The integer that a text or number says.", example: "to_integer(\"42\")",
      is: 42
    ) { a throws(EvaluationError) in
      let whole: Int? =
        switch a[0] {
        case .string(let text): Int(text)
        case .integer(let number): number
        default: Int(exactly: try a.number(0))
        }
      guard let whole else { throw .invalid("`value` is not an integer of 64 bits") }
      return .integer(whole)
    },
    Function(
      "coalesce", .conversion, [.init("value", .any), .init("others", .any, .repeated)],
      gives: .common, "The first argument that is not null.", example: "coalesce(null, 80)", is: 80
    ) { a throws(EvaluationError) in
      guard let value = a.values.first(where: { $0 != .null }) else {
        throw .invalid("all arguments are null")
      }
      return value
    },
    Function(
      "format", .conversion, [.init("format", .string), .init("values", .any, .repeated)],
      gives: .string,
      "The text with `%s` (any plain value), `%d` and `%x` (integers) replaced in turn; `%05d` fills with zeros, `%-8s` to the right, `%%` is a percent sign.",
      example: "format(\"%s-%02d\", \"web\", 7)", is: "web-07"
    ) { a throws(EvaluationError) in
      var formatter = Formatter(values: a.values.dropFirst())
      return .string(try limited(try formatter.format(try a.text(0))))
    },
  ]
}

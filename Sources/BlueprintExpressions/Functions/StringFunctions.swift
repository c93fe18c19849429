import BlueprintModel

extension FunctionSet {
  static let strings: [Function] = [
    Function(
      "upper", .strings, [.init("text", .string)], gives: .string, "The text in capitals.",
      example: "upper(\"web\")", is: "WEB"
    ) { a throws(EvaluationError) in .string(try a.text(0).uppercased()) },
    Function(
      "lower", .strings, [.init("text", .string)], gives: .string, "The text in small letters.",
      example: "lower(\"WEB\")", is: "web"
    ) { a throws(EvaluationError) in .string(try a.text(0).lowercased()) },
    Function(
      "title", .strings, [.init("text", .string)], gives: .string,
      "The text with a capital at the start of each word.",
      example: "title(\"three tier shop\")", is: "Three Tier Shop"
    ) { a throws(EvaluationError) in .string(titled(try a.text(0))) },
    Function(
      "trim", .strings, [.init("text", .string)], gives: .string,
      "The text without white space at both ends.", example: "trim(\"  a b \")", is: "a b"
    ) { a throws(EvaluationError) in .string(try a.text(0).trimmed) },
    Function(
      "replace", .strings,
      [.init("text", .string), .init("old", .string), .init("new", .string)], gives: .string,
      "The text with every `old` replaced by `new`.",
      example: "replace(\"a.b.c\", \".\", \"-\")", is: "a-b-c"
    ) { a throws(EvaluationError) in
      let old = try a.text(1)
      guard !old.isEmpty else { throw .invalid("`old` is empty") }
      return .string(try limited(try a.text(0).replacing(old, with: try a.text(2))))
    },
    Function(
      "split", .strings, [.init("text", .string), .init("separator", .string)], gives: .strings,
      "The parts of the text between the separators.", example: "split(\"a,b\", \",\")",
      is: ["a", "b"]
    ) { a throws(EvaluationError) in
      let separator = try a.text(1)
      guard !separator.isEmpty else { throw .invalid("`separator` is empty") }
      let parts = try a.text(0).split(separator: separator, omittingEmptySubsequences: false)
      return .list(parts.map { .string(String($0)) })
    },
    Function(
      "join", .strings, [.init("list", .list), .init("separator", .string)], gives: .string,
      "The texts of the elements with the separator between them.",
      example: "join([\"a\", 2, 5s], \", \")", is: "a, 2, 5s"
    ) { a throws(EvaluationError) in
      let parts = try a.list(0).map { element throws(EvaluationError) in
        guard let text = element.plainText else { throw .invalid("a \(element.kind) has no text") }
        return text
      }
      return .string(try limited(parts.joined(separator: try a.text(1))))
    },
    Function(
      "starts_with", .strings, [.init("text", .string), .init("prefix", .string)],
      gives: .boolean, "Whether the text starts with `prefix`.",
      example: "starts_with(\"web-1\", \"web\")", is: true
    ) { a throws(EvaluationError) in .boolean(try a.text(0).hasPrefix(try a.text(1))) },
    Function(
      "ends_with", .strings, [.init("text", .string), .init("suffix", .string)],
      gives: .boolean, "Whether the text ends with `suffix`.",
      example: "ends_with(\"shop.conf\", \".conf\")", is: true
    ) { a throws(EvaluationError) in .boolean(try a.text(0).hasSuffix(try a.text(1))) },
    Function(
      "substr", .strings,
      [
        .init("text", .string), .init("start", .integer), .init("length", .integer, .optional),
      ],
      gives: .string,
      "The part of the text from the character `start`, counted from 0; up to the end without `length`.",
      example: "substr(\"blueprint\", 4, 5)", is: "print"
    ) { a throws(EvaluationError) in
      let (start, length) = (try a.integer(1), try a.integer(2, or: .max))
      guard start >= 0, length >= 0 else { throw .invalid("`start` or `length` is negative") }
      return .string(String(try a.text(0).dropFirst(start).prefix(length)))
    },
  ]

  private static func titled(_ text: String) -> String {
    var atStart = true
    var result = ""
    for character in text {
      result += atStart ? character.uppercased() : String(character)
      atStart = character.isWhitespace
    }
    return result
  }
}

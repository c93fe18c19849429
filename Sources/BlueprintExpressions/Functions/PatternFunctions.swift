import BlueprintModel

extension FunctionSet {
  static let patterns: [Function] = [
    Function(
      "regex_match", .strings, [.init("text", .string), .init("pattern", .string)],
      gives: .boolean, "Whether the regular expression matches somewhere in the text.",
      example: "regex_match(\"1.4.2\", '^\\d+\\.\\d+')", is: true
    ) { a throws(EvaluationError) in
      let regex = try pattern(a)
      return .boolean(try a.text(0).firstMatch(of: regex) != nil)
    },
    Function(
      "regex_replace", .strings,
      [.init("text", .string), .init("pattern", .string), .init("replacement", .string)],
      gives: .string,
      "The text with every match replaced; `$1` is the first group, `$0` the match, `$$` a dollar.",
      example: "regex_replace(\"db-01\", '(\\w+)-(\\d+)', '$2-$1')", is: "01-db"
    ) { a throws(EvaluationError) in
      let regex = try pattern(a)
      let replacement = Array(try a.text(2))
      let result = try a.text(0).replacing(regex) { filled(replacement, $0.output) }
      return .string(try limited(result))
    },
  ]

  private static func pattern(_ arguments: Arguments) throws(EvaluationError)
    -> Regex<AnyRegexOutput>
  {
    do { return try Regex(try arguments.text(1)) } catch {
      throw .invalid("`pattern` is not a regular expression")
    }
  }

  private static func filled(_ replacement: [Character], _ groups: AnyRegexOutput) -> String {
    var result = ""
    var index = 0
    while index < replacement.count {
      let next = index + 1 < replacement.count ? replacement[index + 1] : nil
      if replacement[index] == "$", let next, next == "$" {
        result.append("$")
        index += 2
      } else if replacement[index] == "$", let next, next.isASCII, let group = next.wholeNumberValue
      {
        if group < groups.count { result += groups[group].substring ?? "" }
        index += 2
      } else {
        result.append(replacement[index])
        index += 1
      }
    }
    return result
  }
}

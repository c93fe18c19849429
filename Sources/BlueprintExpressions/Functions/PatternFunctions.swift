import BlueprintModel

extension FunctionSet {
  static let patterns: [Function] = [
    Function(
      "regex_match", .strings, [.init("text", .string), .init("pattern", .string)],
      gives: .boolean, "Whether the regular expression matches somewhere in the text.",
      example: "regex_match(\"1.4.2\", '^\\d+\\.\\d+')", is: true
    ) { a throws(EvaluationError) in
      let (text, pattern) = (try a.text(0), try pattern(a))
      do throws(PatternError) { return .boolean(try pattern.matches(text)) } catch {
        throw .invalid(error.reason)
      }
    },
    Function(
      "regex_replace", .strings,
      [.init("text", .string), .init("pattern", .string), .init("replacement", .string)],
      gives: .string,
      "The text with every match replaced; `$1` is the first group, `$0` the match, `$$` a dollar.",
      example: "regex_replace(\"db-01\", '(\\w+)-(\\d+)', '$2-$1')", is: "01-db"
    ) { a throws(EvaluationError) in
      let (text, pattern) = (try a.text(0), try pattern(a))
      let replacement = Array(try a.text(2))
      var room = Value.maximumText
      let result: String
      do throws(PatternError) {
        result = try pattern.replacing(in: text) { match in
          guard room >= 0 else { return "" }
          let part = filled(replacement, match.texts)
          room -= part.utf8.count
          return part
        }
      } catch { throw .invalid(error.reason) }
      guard room >= 0 else { throw tooLongText }
      return .string(try limited(result))
    },
  ]

  private static func pattern(_ arguments: Arguments) throws(EvaluationError) -> Pattern {
    let text = try arguments.text(1)
    do throws(PatternError) { return try Pattern(text) } catch {
      throw .invalid("`pattern` is not a regular expression")
    }
  }

  private static func filled(_ replacement: [Character], _ groups: [String?]) -> String {
    var result = ""
    var index = 0
    while index < replacement.count {
      let next = index + 1 < replacement.count ? replacement[index + 1] : nil
      if replacement[index] == "$", let next, next == "$" {
        result.append("$")
        index += 2
      } else if replacement[index] == "$", let next, next.isASCII, let group = next.wholeNumberValue
      {
        if group < groups.count { result += groups[group] ?? "" }
        index += 2
      } else {
        result.append(replacement[index])
        index += 1
      }
    }
    return result
  }
}

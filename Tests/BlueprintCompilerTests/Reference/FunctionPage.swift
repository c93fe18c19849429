import BlueprintExpressions
import BlueprintModel

/// The page of functions, made of their table.
enum FunctionPage {
  static var markdown: String {
    var text = """
      # Functions

      The functions of [expressions](expressions.md). `?` marks an argument that may be left out,
      `...` one that may be repeated. Every example is a test. A function gives a secret if it is
      given one, and a value that only a run knows if it is given one. This page is written by the
      table of functions.

      """
    for group in Function.Group.allCases {
      text += "\n## \(group.rawValue.capitalized)\n"
      for function in FunctionSet.all where function.group == group {
        text += """

          ### \(function.name)

          `\(function.signature)` → \(function.result.description)

          \(function.summary)

          ```text
          \(function.example.source)
          → \(function.example.gives.canonicalJSON)
          ```

          """
      }
    }
    return text
  }
}

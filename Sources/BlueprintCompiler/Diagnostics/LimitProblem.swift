import BlueprintModel

/// That there is more to say than is said.
enum LimitProblem: Problem {
  case omitted(errors: Int, warnings: Int)

  /// Whether all was said.
  var isNothing: Bool {
    switch self {
    case .omitted(let errors, let warnings): errors == 0 && warnings == 0
    }
  }

  var code: String { "BP0160" }
  var severity: Diagnostic.Severity { .note }

  var message: String {
    switch self {
    case .omitted(let errors, let warnings):
      "\(Self.count([(errors, "error"), (warnings, "warning")])) not shown"
    }
  }

  var help: [String] { ["mend those above first: often many mistakes have one cause"] }

  private static func count(_ parts: [(number: Int, noun: String)]) -> String {
    let known = parts.filter { $0.number > 0 }
    let texts = known.map { "\($0.number) more \($0.noun)\($0.number == 1 ? "" : "s")" }
    let isOne = known.reduce(0) { $0 + $1.number } == 1
    return texts.joined(separator: " and ") + (isOne ? " is" : " are")
  }
}

extension LimitProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0160", "More mistakes than are shown",
      #"""
      A compilation shows 200 errors and 200 warnings, the first ones that it finds, and counts \#
      the rest. `validate --fix` mends more at once.
      """#,
      bad: #"""
        # 201 times, here and below
        outputs: {a: {value: '${[x, x, x]}'}}
        """#,
      good: #"""
        outputs: {a: {value: '${[1, 1, 1]}'}}
        """#)
  ]
}

import BlueprintModel

/// What can be wrong with a test besides its shape.
enum TestProblem: Problem {
  case version(String)
  case unselected(String)
  case latency(String)
  case noService(String, known: [String])
  case noGroup(String, known: [String])
  case noAction(String, known: [String])
  case noOutput(String, known: [String])

  var code: String {
    switch self {
    case .version: "BP0970"
    case .unselected, .latency: "BP0971"
    case .noService, .noGroup, .noAction, .noOutput: "BP0972"
    }
  }

  var message: String {
    switch self {
    case .version(let text): "this program does not know version `\(text)` of tests"
    case .unselected(let kind): "the fault `\(kind)` does not say whom it is about"
    case .latency(let name): "`\(name)` is no time and no distribution of times"
    case .noService(let name, _): "the blueprint has no service `\(name)`"
    case .noGroup(let name, _): "the blueprint has no machine group or service `\(name)`"
    case .noAction(let name, _): "the blueprint has no action `\(name)`"
    case .noOutput(let name, _): "the blueprint has no output `\(name)`"
    }
  }

  var help: [String] {
    switch self {
    case .version: ["write `test: 1`"]
    case .unselected: ["name a `step`, `verb`, `address`, `machine` or `domain`, or a `chance`"]
    case .latency: ["write `2s`, `{from: 1s, to: 5s}`, `{mean: 2s}` or `{median: 1s, p99: 30s}`"]
    case .noService(let name, let known), .noGroup(let name, let known),
      .noAction(let name, let known), .noOutput(let name, let known):
      [
        Suggestions.help(for: name, among: known)
          ?? (known.isEmpty ? "it has none" : "it has \(known.joined(separator: ", "))")
      ]
    }
  }

  var corrections: [Correction] {
    switch self {
    case .noGroup(let name, let known), .noAction(let name, let known),
      .noOutput(let name, let known):
      Correction.spelling(of: name, among: known)
    default: []
    }
  }
}

extension TestProblem {
  /// What `blueprint explain` tells of these problems.
  static let catalogue: [CatalogueEntry] = [
    CatalogueEntry(
      "BP0970", "An unknown version of tests",
      #"""
      `test` states the version of the form of tests, which is 1.
      """#, form: .console,
      bad: #"""
        $ head -1 shop.test.yaml
        test: 2
        """#,
      good: #"""
        $ head -1 shop.test.yaml
        test: 1
        """#),
    CatalogueEntry(
      "BP0971", "A fault that cannot be",
      #"""
      A fault says what goes wrong, and whom it is about: steps, calls, machines, or a part of all \#
      calls that chance chooses. A time is a duration or a distribution of durations.
      """#, form: .console,
      bad: #"""
        $ grep -A1 faults shop.test.yaml
        faults:
          - {fail: transient}
        """#,
      good: #"""
        $ grep -A1 faults shop.test.yaml
        faults:
          - {verb: service.*, fail: transient}
        """#),
    CatalogueEntry(
      "BP0972", "A test of what the blueprint does not have",
      #"""
      A test that names a service, group, action or output which does not exist would expect \#
      nothing of anybody.
      """#, form: .console,
      bad: #"""
        $ blueprint test
        error[BP0972]: the blueprint has no service `services.wbe`
        """#,
      good: #"""
        $ blueprint test
        """#),
    CatalogueEntry(
      "BP0973", "An expectation that does not hold",
      #"""
      An operation of a test did not end, or did not do, what the test expects. The message names \#
      the expectation and what was found; the command below it does the same again.
      """#, form: .console,
      bad: #"""
        $ blueprint test
        error[BP0973]: expected that it ends as `succeeded`, but it ends as `failed`
        """#,
      good: #"""
        $ blueprint test shop.test.yaml --seed 17 --operation 3 --verbose
        """#),
    CatalogueEntry(
      "BP0974", "No test",
      #"""
      There is no file at the path, or no `*.test.yaml` in or below the directory.
      """#, form: .console,
      bad: #"""
        $ blueprint test empty
        """#,
      good: #"""
        $ blueprint test blueprints/shop
        """#),
  ]
}

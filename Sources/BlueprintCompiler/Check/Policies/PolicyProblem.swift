import BlueprintModel

/// What policies find, the author's and the language's own.
enum PolicyProblem: Problem {
  case violated(String, message: String, isWarning: Bool)
  case undecidable(String)
  case scheduleWithoutBackup(String)

  var code: String {
    switch self {
    case .violated: "BP0501"
    case .undecidable: "BP0502"
    case .scheduleWithoutBackup: "BP0503"
    }
  }

  var severity: Diagnostic.Severity {
    switch self {
    case .violated(_, _, let isWarning): isWarning ? .warning : .error
    default: .error
    }
  }

  var message: String {
    switch self {
    case .violated(_, let message, _): message
    case .undecidable(let name):
      "the policy `\(name)` cannot be decided before anything is made"
    case .scheduleWithoutBackup(let name):
      "the schedule `\(name)` makes backups, and no service of it has a `backup`"
    }
  }

  var label: String? {
    switch self {
    case .violated(let name, _, _): "against the policy `\(name)`"
    default: nil
    }
  }

  var help: [String] {
    switch self {
    case .undecidable: ["ask for what is written in the blueprint, not for what a provider gives"]
    case .scheduleWithoutBackup: ["give a service `backup: {capture: …, restore: …}`"]
    default: []
    }
  }
}

/// What can be wrong with the values in steps.
enum StepTypeProblem: Problem {
  case callConstraint(String, wanted: String)

  var code: String { "BP0330" }

  var message: String {
    switch self {
    case .callConstraint(let name, let wanted): "the input `\(name)` must \(wanted)"
    }
  }
}

/// What can be wrong with what calls what.
enum CallProblem: Problem {
  case circle([String])

  var code: String { "BP0410" }

  var message: String {
    switch self {
    case .circle(let names): "these call each other: \(NameList.chain(names))"
    }
  }

  var help: [String] {
    ["an action ends only if it does not come back to itself: remove one of these calls"]
  }
}

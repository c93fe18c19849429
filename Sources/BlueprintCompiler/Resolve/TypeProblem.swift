import BlueprintExpressions

/// What can be wrong with values: expressions, and what the user gives as inputs.
enum TypeProblem: Problem {
  /// The code of an input without a value, which is no mistake of the blueprint.
  static let missingInputCode = "BP0303"

  case syntax(String)
  case expression(ExpressionProblem)
  case missingInput(String, isSecret: Bool)
  case inputType(
    String, wanted: String, given: String?, origin: InputOrigin?,
    corrections: [Correction] = [])
  case constraint(String, wanted: String, origin: InputOrigin?)
  case parameterConstraint(String, template: String, wanted: String)
  case scaledBeyond(String, count: Int, input: String, wanted: String)
  case wrongType(String, wanted: String, found: String, corrections: [Correction] = [])
  case outOfRange(String, wanted: String, found: String)
  case noValue(String)
  case unknownFile(String)

  var code: String {
    switch self {
    case .syntax: "BP0301"
    case .expression(let problem):
      switch problem.kind {
      case .unknownFunction: "BP0309"
      case .notKnown: "BP0310"
      default: "BP0302"
      }
    case .missingInput: Self.missingInputCode
    case .inputType: "BP0304"
    case .constraint, .parameterConstraint, .scaledBeyond: "BP0305"
    case .wrongType: "BP0306"
    case .outOfRange: "BP0307"
    case .noValue: "BP0308"
    case .unknownFile: "BP0310"
    }
  }

  var message: String {
    switch self {
    case .syntax(let reason): "this expression is not well formed: \(reason)"
    case .expression(let problem): problem.message
    case .missingInput(let name, _): "the input `\(name)` has no value"
    case .inputType(let name, let wanted, let given, let origin, _):
      "the input `\(name)` must be \(wanted)\(given.map { ", not \($0)" } ?? "")"
        + Self.source(of: name, origin)
    case .constraint(let name, let wanted, let origin):
      "the input `\(name)` must \(wanted)" + Self.source(of: name, origin)
    case .parameterConstraint(let name, let template, let wanted):
      "the parameter `\(name)` of `\(template)` must \(wanted)"
    case .scaledBeyond(let group, let count, let input, let wanted):
      "`\(group)` cannot have \(count) machines: their number is the input `\(input)`, which must "
        + wanted
    case .wrongType(let slot, let wanted, let found, _):
      "\(slot.contains(" ") ? slot : "`\(slot)`") must be \(wanted), and this is \(found)"
    case .outOfRange(let slot, let wanted, let found):
      "`\(slot)` must be \(wanted), and this is \(found)"
    case .unknownFile(let message): message
    case .noValue(let reason): "this expression has no value: \(reason)"
    }
  }

  var label: String? {
    switch self {
    case .missingInput: "declared here without a `default`"
    case .inputType(_, _, _, nil, _), .constraint(_, _, nil): nil
    case .inputType, .constraint, .scaledBeyond: "declared here"
    default: nil
    }
  }

  var help: [String] {
    switch self {
    case .unknownFile:
      ["build it of inputs, locals and parameters, or place a file with `files` instead"]
    case .expression(let problem) where problem.kind == .notKnown:
      ["build it of inputs, locals and parameters, or place a file with `files` instead"]
    case .expression(let problem):
      [problem.help].compactMap { $0 }
        + [problem.name.flatMap { Suggestions.help(for: $0, among: problem.candidates) }]
        .compactMap { $0 }
    case .missingInput(let name, true):
      ["set the environment variable BLUEPRINT_VAR_\(name), which other users cannot read"]
    case .missingInput(let name, false):
      ["give it with `--var \(name)=…`, or in a file with `--var-file`"]
    case .inputType, .wrongType: Correction.help(corrections)
    default: []
    }
  }

  var corrections: [Correction] {
    switch self {
    case .expression(let problem):
      problem.name.map { Correction.spelling(of: $0, among: problem.candidates) } ?? []
    case .inputType(_, _, _, _, let corrections), .wrongType(_, _, _, let corrections):
      corrections
    default: []
    }
  }

  private static func source(of name: String, _ origin: InputOrigin?) -> String {
    switch origin {
    case nil: " (its default)"
    case .remembered, .sealed: " (kept from an earlier run)"
    case .variableFile(let path): " (given in \(path))"
    case .environment: " (given in BLUEPRINT_VAR_\(name))"
    case .variable: " (given with `--var`)"
    }
  }
}

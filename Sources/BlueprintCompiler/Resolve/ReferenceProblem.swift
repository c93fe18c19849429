import BlueprintModel

/// What can be wrong with a name that refers to something.
enum ReferenceProblem: Problem {
  case noInput(String, close: [Candidate])
  case noLocal(String, close: [Candidate])
  case noMachines(String, role: String?, close: [Candidate])
  case noService(String, close: [Candidate])
  case noNeed(String, close: [Candidate])
  case noField(String, of: String, fields: [String])
  case incomplete(String)
  case indexWanted(String, rest: String)
  case indexUnwanted(String, index: String)
  case indexOutOfRange(String, count: Int)
  case noEndpoint(String, of: String, close: [Candidate])
  case noRoot(String, roots: [String])
  case selfOutside
  case notUsableHere(String, allowed: [String])
  case noTarget(String, close: [Candidate])
  case unreadable(String, reason: String)
  case templateSyntax(String)
  case noScaledGroup(String, known: [String])
  case scaledWithoutCount(String)
  case noAction(String, close: [Candidate])
  case noRequirement(String, close: [Candidate])
  case noRequiredOutput(String, of: String, known: [String])
  case requirementUnmet(String, deployment: String, missing: String?)

  var code: String {
    switch self {
    case .noInput: "BP0201"
    case .noLocal: "BP0202"
    case .noMachines: "BP0203"
    case .noService, .noNeed: "BP0204"
    case .noField, .incomplete: "BP0205"
    case .indexWanted: "BP0206"
    case .indexUnwanted: "BP0207"
    case .indexOutOfRange: "BP0208"
    case .noEndpoint: "BP0209"
    case .noRoot: "BP0210"
    case .selfOutside: "BP0211"
    case .notUsableHere: "BP0212"
    case .noTarget: "BP0213"
    case .unreadable: "BP0214"
    case .templateSyntax: "BP0215"
    case .noScaledGroup: "BP0216"
    case .scaledWithoutCount: "BP0217"
    case .noAction: "BP0223"
    case .noRequirement, .noRequiredOutput: "BP0224"
    case .requirementUnmet: "BP0225"
    }
  }

  var message: String {
    switch self {
    case .noInput(let name, _): "no input named `\(name)`"
    case .noLocal(let name, _): "no local named `\(name)`"
    case .noMachines(let name, _, _): "no machine group named `\(name)`"
    case .noService(let name, _): "no service named `\(name)`"
    case .noNeed(let name, _): "no service or machine group named `\(name)`"
    case .noField(let name, let owner, _): "`\(owner)` has no `\(name)`"
    case .incomplete(let text): "`\(text)` is not a whole reference"
    case .indexWanted(let text, _): "`\(text)` has instances: say which"
    case .indexUnwanted(let text, _): "`\(text)` has no `count`, so it takes no index"
    case .indexOutOfRange(let text, let count):
      "`\(text)` is beyond the end: there \(count == 1 ? "is 1 instance" : "are \(count) instances")"
    case .noEndpoint(let name, let service, _):
      "the service `\(service)` has no endpoint named `\(name)`"
    case .noRoot(let name, _): "`\(name)` is not a name that expressions know"
    case .selfOutside: "`self` is only known within a service"
    case .notUsableHere(let root, _): "`\(root)` cannot be used here"
    case .noTarget(let name, _): "no target named `\(name)`"
    case .unreadable(let path, let reason): "cannot read `\(path)`: \(reason)"
    case .templateSyntax(let reason): "this template is not well formed: \(reason)"
    case .noScaledGroup(let name, _): "no machine group named `\(name)` to scale"
    case .scaledWithoutCount(let name): "the machine group `\(name)` has no `count` to change"
    case .noAction(let name, _): "no action named `\(name)`"
    case .noRequirement(let name, _): "nothing is required as `\(name)`"
    case .noRequiredOutput(let name, let requirement, _):
      "`requires.\(requirement)` declares no output `\(name)`"
    case .requirementUnmet(_, let deployment, nil):
      "there is no deployment named `\(deployment)`"
    case .requirementUnmet(_, let deployment, let output?):
      "the deployment `\(deployment)` has no output `\(output)`"
    }
  }

  var label: String? {
    switch self {
    case .noNeed: "`needs` must name a service or a machine"
    case .noMachines(_, let role?, _): "`\(role)` must name a machine group"
    case .indexOutOfRange(_, 0): "the group is empty"
    case .indexOutOfRange: "the first one is `[0]`"
    case .notUsableHere: "this must be known before anything is made"
    default: nil
    }
  }

  var help: [String] {
    switch self {
    case .noInput(_, let close), .noLocal(_, let close), .noMachines(_, _, let close),
      .noService(_, let close), .noNeed(_, let close), .noEndpoint(_, _, let close),
      .noTarget(_, let close), .noAction(_, let close), .noRequirement(_, let close):
      Suggestions.help(close)
    case .noField(let name, _, let fields):
      [Suggestions.help(for: name, among: fields) ?? Self.known(fields)]
    case .incomplete(let text): ["write `\(text).NAME`"]
    case .indexWanted(let text, let rest):
      ["write `\(text)[0]\(rest)` for one, or `\(text)[*]\(rest)` for a list of all"]
    case .indexUnwanted(let text, _): ["leave the index out, or give `\(text)` a `count`"]
    case .noRoot(let name, let roots):
      [Suggestions.help(for: name, among: roots) ?? Self.known(roots)]
    case .selfOutside: ["name the service: `services.NAME…`"]
    case .notUsableHere(_, let allowed): ["known here: \(Self.list(allowed))"]
    case .noScaledGroup(let name, let known):
      [Suggestions.help(for: name, among: known) ?? "machine groups: \(Self.list(known))"]
    case .noRequiredOutput(let name, let requirement, let known):
      [
        Suggestions.help(for: name, among: known)
          ?? "add it: `requires: {\(requirement): {outputs: {\(name): string}}}`"
      ]
    case .requirementUnmet(_, let deployment, nil):
      ["deploy it first, or name the right one: blueprint deploy -d \(deployment)"]
    case .requirementUnmet(_, let deployment, .some):
      ["look at what it has: blueprint outputs -d \(deployment)"]
    case .scaledWithoutCount: ["add `count: 1` to it"]
    default: []
    }
  }

  /// A name that is not declared is one mistake, however often it is used.
  var rootCause: String? {
    switch self {
    case .noInput(let name, _), .noLocal(let name, _), .noMachines(let name, _, _),
      .noService(let name, _), .noNeed(let name, _), .noTarget(let name, _):
      name
    default: nil
    }
  }

  var corrections: [Correction] {
    switch self {
    case .noInput(let name, let close), .noLocal(let name, let close),
      .noMachines(let name, _, let close), .noService(let name, let close),
      .noNeed(let name, let close), .noEndpoint(let name, _, let close),
      .noTarget(let name, let close), .noAction(let name, let close),
      .noRequirement(let name, let close):
      Correction.spelling(of: name, close)
    case .noField(let name, _, let known), .noRoot(let name, let known),
      .noRequiredOutput(let name, _, let known):
      Correction.spelling(of: name, among: known)
    case .indexWanted(let text, _): Self.indexes(text)
    case .indexUnwanted(_, let index):
      [.replace(index, with: "", isCertain: index == "[0]")]
    default: []
    }
  }

  private static func indexes(_ text: String) -> [Correction] {
    let name = text.split(separator: ".").last.map(String.init) ?? text
    return ["[0]", "[*]"].map { .replace(name, with: name + $0) }
  }

  private static func known(_ names: [String]) -> String { "known here: \(list(names))" }

  private static func list(_ names: [String]) -> String {
    NameList.text(names)
  }
}

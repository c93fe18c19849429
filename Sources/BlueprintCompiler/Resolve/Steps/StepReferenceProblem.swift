/// What can be wrong with the names in steps.
enum StepReferenceProblem: Problem {
  case duplicateStep(String)
  case noStep(String, close: [Candidate])
  case hiddenStep(String, reason: String)
  case outside(String)
  case noVariable(String, known: [String])
  case noInstance(String)
  case bareInstance(String, key: String, close: [String])
  case lateSite
  case noSite(String)
  case noCallInput(String, of: String, known: [String])
  case missingCallInput(String, of: String)
  case noHealth(String)
  case needsService(String, machines: String)
  case namelessSet

  var code: String {
    switch self {
    case .duplicateStep: "BP0240"
    case .noStep: "BP0241"
    case .hiddenStep: "BP0242"
    case .outside: "BP0243"
    case .noVariable: "BP0244"
    case .noInstance, .bareInstance: "BP0245"
    case .lateSite: "BP0246"
    case .noSite: "BP0247"
    case .noCallInput: "BP0249"
    case .missingCallInput: "BP0250"
    case .noHealth: "BP0251"
    case .needsService: "BP0252"
    case .namelessSet: "BP0253"
    }
  }

  var message: String {
    switch self {
    case .duplicateStep(let id): "the id `\(id)` is taken"
    case .noStep(let id, _): "no step has the id `\(id)`"
    case .hiddenStep(let id, let reason): "`\(id)` has nothing to give here: \(reason)"
    case .outside(let root): "`\(root)` is only known \(Self.home(of: root))"
    case .noVariable(let name, _): "this step sets no variable `\(name)`"
    case .noInstance(let key): "`\(key)` must lead to instances of a service or to machines"
    case .bareInstance(let name, let key, _): "`\(key)` cannot be `\(name)`"
    case .lateSite: "which instance this is must be known when planning"
    case .noSite(let kind): "a step with `\(kind)` must say where it runs"
    case .noCallInput(let name, let action, _): "the action `\(action)` has no input `\(name)`"
    case .missingCallInput(let name, let action):
      "the action `\(action)` needs its input `\(name)`"
    case .noHealth(let service): "the service `\(service)` has no `health` to wait for"
    case .needsService(let what, let group):
      "\(what.contains(" ") && !what.contains(":") ? what : "`\(what)`") needs a service, and "
        + "`machines.\(group)` are machines"
    case .namelessSet: "a `set` without `id` can be used by no step"
    }
  }

  var label: String? {
    switch self {
    case .lateSite: "this is known only when the plan runs"
    default: nil
    }
  }

  var help: [String] {
    switch self {
    case .duplicateStep: ["give it another `id`"]
    case .noStep(_, let close): Suggestions.help(close)
    case .noVariable(let name, let known):
      known.isEmpty
        ? ["`env` holds what the step's own `env` sets"]
        : [Suggestions.help(for: name, among: known) ?? "it sets \(Self.list(known))"]
    case .noInstance: ["write `services.NAME`, `services.NAME[0]` or `machines.NAME`"]
    case .bareInstance(_, _, let close):
      [Suggestions.question(close.map { "`\($0)`" }) ?? "write `services.NAME` or `machines.NAME`"]
    case .noSite: ["add `on: services.NAME`, or put it into a `for_each` over instances"]
    case .noCallInput(let name, _, let known):
      known.isEmpty
        ? ["it has no inputs"]
        : [Suggestions.help(for: name, among: known) ?? "it has \(Self.list(known))"]
    case .missingCallInput(let name, _): ["add it: `inputs: {\(name): …}`"]
    case .noHealth: ["give the service a `health`, or wait for a condition: `until`"]
    case .needsService: ["write `on: services.NAME`"]
    case .namelessSet: ["add an `id`: then `steps.ID.NAME` is the value"]
    default: []
    }
  }

  var corrections: [Correction] {
    switch self {
    case .noStep(let name, let close): Correction.spelling(of: name, close)
    case .noVariable(let name, let known), .noCallInput(let name, _, let known):
      Correction.spelling(of: name, among: known)
    default: []
    }
  }

  private static func home(of root: String) -> String {
    switch root {
    case "each": "within a `for_each`"
    case "iteration": "within a `for_each` or a `repeat`"
    case "instance": "in a step that runs on an instance"
    default: "in the steps of hooks and actions"
    }
  }

  private static func list(_ names: [String]) -> String {
    NameList.text(names)
  }
}

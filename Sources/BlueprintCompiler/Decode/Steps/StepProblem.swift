/// What can be wrong with how a step is written.
enum StepProblem: Problem {
  case strayCompanion(String, of: String, on: String)
  case uselessModifier(String, on: String, allowed: [String])
  case bareMachineVerb(String)
  case noSource(String, kind: String, sources: [String])
  case badPointer(String)
  case badExpression(String)
  case wholeMachineOutput

  var code: String {
    switch self {
    case .strayCompanion: "BP0130"
    case .uselessModifier: "BP0131"
    case .bareMachineVerb: "BP0132"
    case .noSource, .wholeMachineOutput: "BP0133"
    case .badPointer: "BP0134"
    case .badExpression: "BP0135"
    }
  }

  var message: String {
    switch self {
    case .strayCompanion(let key, let owner, _): "`\(key)` belongs to `\(owner)`"
    case .uselessModifier(let key, let kind, _):
      "`\(key)` makes no sense on a step with `\(kind)`"
    case .bareMachineVerb(let verb): "`\(verb)` must say more"
    case .noSource(let text, let kind, _):
      "a step with `\(kind)` gives no `\(text)` to take an output from"
    case .badPointer(let text): "`\(text)` is not a JSON pointer"
    case .badExpression: "this is not a regular expression"
    case .wholeMachineOutput: "an output of a `machine` step must say what is taken"
    }
  }

  var label: String? {
    switch self {
    case .strayCompanion(_, _, let kind): "this step has `\(kind)`"
    case .badExpression(let reason): reason
    default: nil
    }
  }

  var help: [String] {
    switch self {
    case .uselessModifier(let key, let kind, let allowed): Self.help(key, kind, allowed)
    case .bareMachineVerb("power"): ["write `{power: on}`, `off` or `cycle`"]
    case .bareMachineVerb("snapshot"): ["write `{snapshot: NAME}`"]
    case .bareMachineVerb: ["write `{resize: {cpus: 4, memory: 8GiB}}`"]
    case .noSource(_, _, let sources):
      sources.isEmpty
        ? ["take a part of what the provider gives: `{json: /NAME}`"]
        : ["there is \(Self.list(sources))"]
    case .badPointer: ["start it with `/`, and each further part too: `/status/lag`"]
    case .wholeMachineOutput: ["take a part of what the provider gives: `{json: /NAME}`"]
    default: []
    }
  }

  private static func help(_ key: String, _ kind: String, _ allowed: [String]) -> [String] {
    switch (key, kind) {
    case ("on", "for_each"): ["the steps within run on each instance; or give them an `on`"]
    case ("continue_on_error", _): ["put the steps into a `try`, and say in `rescue` what to do"]
    case ("retry", _): ["put the steps into a `repeat` with a `try`, or retry each of them"]
    default:
      allowed.isEmpty ? [] : ["besides `id`, `name`, `when` it takes \(list(allowed))"]
    }
  }

  private static func list(_ names: [String]) -> String {
    NameList.text(names)
  }
}

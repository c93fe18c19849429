/// What can be wrong between a blueprint and the providers that it uses.
enum ProviderProblem: Problem {
  case noProvider(String, known: [String])
  case unknownSetting(String, known: [String])
  case missingSetting(String)
  case settingType(String, wanted: String, found: String)
  case settingChoice(String, choices: [String])
  case noVerb(String, provider: String, target: String, verbs: [String])

  var code: String {
    switch self {
    case .noProvider: "BP0601"
    case .unknownSetting, .missingSetting, .settingType, .settingChoice: "BP0602"
    case .noVerb: "BP0603"
    }
  }

  var message: String {
    switch self {
    case .noProvider(let name, _): "no provider named `\(name)`"
    case .unknownSetting(let name, _): "the provider has no setting `\(name)`"
    case .missingSetting(let name): "the provider needs the setting `\(name)`"
    case .settingType(let name, let wanted, let found):
      "the setting `\(name)` must be \(wanted), not \(found)"
    case .settingChoice(let name, _): "the setting `\(name)` has no such choice"
    case .noVerb(let verb, let provider, _, _):
      "the provider `\(provider)` cannot do this: it has no `\(verb)`"
    }
  }

  var label: String? {
    switch self {
    case .noVerb(let verb, _, let target, _): "needs `\(verb)` on the target `\(target)`"
    default: nil
    }
  }

  var help: [String] {
    switch self {
    case .noProvider(let name, let known):
      [Suggestions.help(for: name, among: known) ?? "providers: \(Self.list(known))"]
    case .unknownSetting(let name, let known):
      known.isEmpty
        ? ["it has no settings here"]
        : [Suggestions.help(for: name, among: known) ?? "settings: \(Self.list(known))"]
    case .settingChoice(_, let choices): ["choose one of \(choices.joined(separator: ", "))"]
    case .noVerb(_, _, _, let others):
      others.isEmpty ? [] : ["providers that can: \(Self.list(others))"]
    default: []
    }
  }

  private static func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}

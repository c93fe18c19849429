import BlueprintModel

/// What can be wrong between a blueprint and the providers that it uses.
enum ProviderProblem: Problem {
  case noProvider(String, known: [String])
  case unknownSetting(String, known: [String], present: [String])
  case missingSetting(String)
  case settingType(String, wanted: String, found: String)
  case settingChoice(String, text: String?, choices: [String])
  case noVerb(String, provider: String, target: String, verbs: [String])
  case noEffect(String, reason: String)
  case scheduleOnController(String, provider: String)

  var code: String {
    switch self {
    case .noProvider: "BP0601"
    case .unknownSetting, .missingSetting, .settingType, .settingChoice: "BP0602"
    case .noVerb: "BP0603"
    case .noEffect: "BP0604"
    case .scheduleOnController: "BP0605"
    }
  }

  var severity: Diagnostic.Severity {
    switch self {
    case .noEffect, .scheduleOnController: .warning
    default: .error
    }
  }

  var message: String {
    switch self {
    case .noProvider(let name, _): "no provider named `\(name)`"
    case .unknownSetting(let name, _, _): "the provider has no setting `\(name)`"
    case .missingSetting(let name): "the provider needs the setting `\(name)`"
    case .settingType(let name, let wanted, let found):
      "the setting `\(name)` must be \(wanted), not \(found)"
    case .settingChoice(let name, _, _): "the setting `\(name)` has no such choice"
    case .noVerb(let verb, let provider, _, _):
      "the provider `\(provider)` cannot do this: it has no `\(verb)`"
    case .noEffect(let key, _): "`\(key)` has no effect here"
    case .scheduleOnController(let name, let provider):
      "the machines of the provider `\(provider)` cannot run the schedule `\(name)` themselves"
    }
  }

  var label: String? {
    switch self {
    case .noVerb(let verb, _, let target, _): "needs `\(verb)` on the target `\(target)`"
    case .noEffect(_, let reason): reason
    case .scheduleOnController: "the controller runs it instead"
    default: nil
    }
  }

  var help: [String] {
    switch self {
    case .noProvider(let name, let known):
      [Suggestions.help(for: name, among: known) ?? "providers: \(Self.list(known))"]
    case .unknownSetting(let name, let known, _):
      known.isEmpty
        ? ["it has no settings here"]
        : [Suggestions.help(for: name, among: known) ?? "settings: \(Self.list(known))"]
    case .scheduleOnController: ["write `runs_on: controller`"]
    case .settingChoice(_, let text, let choices):
      [
        text.flatMap { Suggestions.help(for: $0, among: choices) }
          ?? "choose one of \(Self.list(choices))"
      ]
    case .noVerb(_, _, _, let others):
      others.isEmpty ? [] : ["providers that can: \(Self.list(others))"]
    default: []
    }
  }

  var corrections: [Correction] {
    switch self {
    case .noProvider(let name, let known): Correction.spelling(of: name, among: known)
    case .unknownSetting(let name, let known, let present):
      Correction.spelling(of: name, among: known).filter { !present.contains($0.text) }
    case .scheduleOnController:
      [.replace("machine", with: "controller", isCertain: true)]
    case .settingChoice(_, let text?, let choices): Correction.spelling(of: text, among: choices)
    default: []
    }
  }

  private static func list(_ names: [String]) -> String {
    NameList.text(names)
  }
}

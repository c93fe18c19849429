import BlueprintModel

/// Holds targets and what runs on them against the providers' manifests, so that a mistake is
/// found before a provider is started.
struct ProviderChecker {
  private let manifests: [String: ProviderManifest]
  private let log: DiagnosticLog

  init(manifests: [ProviderManifest], log: DiagnosticLog) {
    self.manifests = Dictionary(manifests.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    self.log = log
  }

  /// Reports unknown providers, settings that do not fit and verbs that are lacking.
  func check(_ blueprint: Blueprint, _ resolution: Resolver.Resolution) {
    let application = resolution.application
    let bindings = Dictionary(
      application.targets.map { ($0.binding.name, $0.binding) }, uniquingKeysWith: { $1 })
    for target in blueprint.targets { check(target, bindings[target.name]) }
    let targets = bindings.compactMapValues { manifests[$0.provider] }
    let groups = Dictionary(
      application.machines.map { ($0.name, $0.target) }, uniquingKeysWith: { $1 })
    for group in application.machines {
      check(RequiredVerb.of(group), of: targets[group.target], target: group.target)
    }
    for service in application.services {
      guard let target = groups[service.group] else { continue }
      check(RequiredVerb.of(service), of: targets[target], target: target)
    }
  }

  private func check(_ target: TargetDeclaration, _ binding: TargetBinding?) {
    guard let provider = target.provider else { return }
    guard let manifest = manifests[provider.value] else {
      let problem = ProviderProblem.noProvider(provider.value, known: manifests.keys.sorted())
      return log.report(problem, at: provider.place)
    }
    guard let binding else { return }
    SettingsChecker(log: log).check(
      target.settings, values: binding.settings, schema: manifest.settingsSchema,
      at: target.place)
  }

  private func check(_ verbs: [RequiredVerb], of manifest: ProviderManifest?, target: String) {
    guard let manifest else { return }
    var reported: Set<Place> = []
    for required in verbs where !manifest.verbs.contains(required.verb) {
      guard reported.insert(required.place).inserted else { continue }
      let others = manifests.values.filter { $0.verbs.contains(required.verb) }.map(\.name)
      let problem = ProviderProblem.noVerb(
        required.verb, provider: manifest.name, target: target, verbs: others.sorted())
      log.report(problem, at: required.place)
    }
  }
}

import BlueprintExpressions
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

  /// Reports unknown providers, settings that do not fit, verbs that are lacking, and what a
  /// provider leaves without effect.
  func check(_ blueprint: Blueprint, _ resolution: Resolver.Resolution) {
    let application = resolution.application
    let bindings = Dictionary(
      application.targets.map { ($0.binding.name, $0.binding) }, uniquingKeysWith: { $1 })
    for target in blueprint.targets { check(target, bindings[target.name]) }
    let targets = bindings.compactMapValues { manifests[$0.provider] }
    let groups = Dictionary(
      application.machines.map { ($0.name, $0.target) }, uniquingKeysWith: { $1 })
    let machines = NameTable(blueprint.machines) { $0.name }
    for group in application.machines {
      check(RequiredVerb.of(group), of: targets[group.target], target: group.target)
      check(machines[group.name], group, targets[group.target])
    }
    let services = NameTable(blueprint.services) { $0.name }
    for service in application.services {
      guard let target = groups[service.group] else { continue }
      check(RequiredVerb.of(service), of: targets[target], target: target)
      check(services[service.name], service, targets[target])
    }
    checkSteps(of: application, targets)
  }

  private func checkSteps(
    of application: Application, _ targets: [String: ProviderManifest]
  ) {
    let verbs = StepVerbs(application)
    func check(_ steps: [StepSpec], on subject: Need.Subject?, known: Set<String> = []) {
      for (target, required) in verbs.required(by: steps, on: subject) {
        let open = required.filter { !known.contains($0.verb) }
        self.check(open, of: targets[target], target: target)
      }
    }
    let services = application.services
    for position in services.indices
    where !services[position].hooks.isEmpty || services[position].backup != nil {
      let service = services[position]
      let hooks = Hook.allCases.flatMap { service.hooks[$0] ?? [] }
      check(hooks, on: .service(service.name))
      for steps in [service.backup?.capture, service.backup?.restore, service.backup?.verify] {
        // A backup needs this one in any case, and it is reported there.
        check(steps ?? [], on: .service(service.name), known: ["host.job"])
      }
    }
    for action in application.actions { check(action.steps, on: nil) }
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

  private func check(
    _ declaration: MachineDeclaration?, _ group: MachineGroup, _ manifest: ProviderManifest?
  ) {
    guard let declaration, let manifest else { return }
    let node = declaration.specification.first { $0.name == MachineKey.settings.rawValue }
    guard node != nil || manifest.machineSettingsSchema.requiresSettings else { return }
    let nodes = node?.value.entries.map {
      NamedNode(name: $0.key.text, place: $0.key.place, value: $0.value)
    }
    let bound = group.specification.entries[MachineKey.settings.rawValue]?.entries ?? [:]
    SettingsChecker(log: log).check(
      nodes ?? [], values: known(bound), schema: manifest.machineSettingsSchema,
      at: node?.place ?? declaration.place)
  }

  private func check(
    _ declaration: ServiceDeclaration?, _ service: Service, _ manifest: ProviderManifest?
  ) {
    guard let declaration, let manifest else { return }
    if !declaration.settings.isEmpty || manifest.serviceSettingsSchema.requiresSettings {
      SettingsChecker(log: log).check(
        declaration.settings, values: known(service.settings.entries),
        schema: manifest.serviceSettingsSchema, at: declaration.place)
    }
    if service.upgrade.autoRevert, let place = service.upgrade.place {
      let reason = "this version stops at the first failure and leaves the rest as it is"
      log.report(ProviderProblem.noEffect("auto_revert", reason: reason), at: place)
    }
    if !manifest.capabilities.contains("users") { checkUsers(declaration, manifest) }
  }

  private func checkUsers(_ declaration: ServiceDeclaration, _ manifest: ProviderManifest) {
    let owner = declaration.files.compactMap { $0.owner ?? $0.group }.first
    for (key, name) in [("user", declaration.user), ("owner", owner)] {
      guard let place = name?.place else { continue }
      let reason = "the provider `\(manifest.name)` does everything as one user"
      log.report(ProviderProblem.noEffect(key, reason: reason), at: place)
    }
  }

  private func known(_ settings: [String: BoundValue]) -> Value {
    .map(ValueMap(settings.compactMapValues(\.literal).map { ($0.key, $0.value) }))
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

extension Value {
  /// Whether settings without any entry can be a mistake under this schema.
  fileprivate var requiresSettings: Bool { self["required"]?.list?.isEmpty == false }
}

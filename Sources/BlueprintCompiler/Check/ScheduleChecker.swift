import BlueprintModel

/// Holds schedules against what their services and providers can do.
struct ScheduleChecker {
  let application: Application
  let manifests: [ProviderManifest]
  let log: DiagnosticLog

  /// Reports schedules that cannot do their work, and those that cannot do it where they should.
  func check(_ declarations: [ScheduleDeclaration]) {
    let providers = Dictionary(manifests.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    for declaration in declarations {
      let services = application.services.filter { service in
        declaration.services.isEmpty
          || declaration.services.contains { $0.value == service.name }
      }
      let known = Set(application.services.map(\.name))
      let isKnown = declaration.services.allSatisfy { known.contains($0.value) }
      if declaration.operation == .backup, isKnown, !services.contains(where: { $0.backup != nil })
      {
        let problem = PolicyProblem.scheduleWithoutBackup(declaration.name)
        log.report(problem, at: declaration.taskPlace)
      }
      guard declaration.runsOn == .machine else { continue }
      let groups = Set(services.map(\.group))
      let targets = Set(application.machines.filter { groups.contains($0.name) }.map(\.target))
      for target in application.targets where targets.contains(target.binding.name) {
        guard let manifest = providers[target.binding.provider],
          !manifest.capabilities.contains("schedules")
        else { continue }
        let problem = ProviderProblem.scheduleOnController(
          declaration.name, provider: manifest.name)
        log.report(problem, at: declaration.runsOnPlace ?? declaration.place)
      }
    }
  }
}

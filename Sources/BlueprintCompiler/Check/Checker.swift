import BlueprintModel

/// Holds an application against what providers can do, and against the author's own rules.
struct Checker {
  let manifests: [ProviderManifest]
  let log: DiagnosticLog

  /// Reports what does not hold.
  func check(_ blueprint: Blueprint, _ resolution: Resolver.Resolution) {
    let application = resolution.application
    ProviderChecker(manifests: manifests, log: log).check(blueprint, resolution)
    CollisionChecker(application: application, log: log).check()
    ScheduleChecker(application: application, manifests: manifests, log: log)
      .check(blueprint.schedules)
    PolicyChecker(application: application, binder: resolution.binder, log: log)
      .check(blueprint.policies)
  }
}

import BlueprintCompiler
import BlueprintEngine
import BlueprintModel

/// Asks the providers, before anything is changed, whether what the plan needs is there: programs,
/// free ports, a place to write.
struct Preflight {
  let workspace: Workspace
  let deployment: String

  /// The targets whose providers this version knows by their manifests alone.
  static func targetsNotServed(of application: Application) -> [Diagnostic] {
    application.targets.compactMap { target in
      guard let provider = BundledProvider(rawValue: target.binding.provider),
        provider.maker == nil
      else { return nil }
      return Diagnostic(
        code: "BP0606", "this version cannot run the provider `\(provider.rawValue)`",
        at: target.place,
        help: ["deploy to the provider `local`; blueprints for this one can be planned"])
    }
  }

  /// What is in the way, as located diagnostics.
  func problems(
    of application: Application, in state: DeploymentState
  ) async throws(CommandFailure) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for check in PreflightCheck.checks(of: application, in: state) {
      let outputs = try await outputs(of: check)
      for problem in outputs["problems"]?.list ?? [] {
        diagnostics.append(check.diagnostic(of: problem))
      }
    }
    return diagnostics
  }

  private func outputs(of check: PreflightCheck) async throws(CommandFailure) -> ValueMap {
    let asker = ProviderQuestion(workspace: workspace, deployment: deployment)
    return try await asker.ask(
      "target.check", of: check.target, about: "targets.\(check.target.name)", input: check.input)
  }
}

import BlueprintCompiler
import BlueprintModel

/// A deployment as the commands that look at it see it.
struct DeploymentView {
  /// Where the project's state is.
  let workspace: Workspace
  /// The deployment's name.
  let deployment: String

  /// The deployment that `common` names, which needs no blueprint if `-d` does.
  static func open(
    _ common: CommonOptions, _ surroundings: Surroundings
  ) async throws(CommandFailure) -> DeploymentView {
    let request = OperationRequest(
      common: common, run: RunOptions.standard, operation: Operation(.deploy),
      plan: { _ throws(CommandFailure) in throw CommandFailure(.bug) })
    let prepared = try await Preparation(request: request, surroundings: surroundings)
      .prepare(needsBlueprint: false)
    return DeploymentView(workspace: prepared.workspace, deployment: prepared.deployment)
  }

  /// All that is known of it.
  ///
  /// - Throws: a failure if it was never deployed.
  func state() async throws(CommandFailure) -> DeploymentState {
    let state = try await workspace.state(of: deployment)
    try state.requireDeployed(from: workspace)
    return state
  }
}

extension DeploymentState {
  /// Throws a failure if nothing was ever deployed under this name.
  func requireDeployed(from workspace: Workspace) throws(CommandFailure) {
    guard serial == 0 else { return }
    throw CommandFailure(
      .notFound, code: "BP0806", "`\(name)` was never deployed from \(workspace.directory)",
      help: ["deploy it: blueprint deploy", "or name another one with -d NAME"])
  }
}

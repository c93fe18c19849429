import BlueprintEngine
import BlueprintModel

/// Writes a plan's run into the store and drives it, or drives one that is there.
struct PlanExecution {
  let workspace: Workspace
  let vault: SecretVault
  let common: CommonOptions
  let run: RunOptions

  private var surroundings: Surroundings { workspace.surroundings }

  /// Carries `plan` out. Throws, with nothing more to say, if it did not succeed.
  func execute(_ plan: Plan) async throws(CommandFailure) {
    try await vault.save()
    let id = Identity.run()
    let new = NewRun(id: id, plan: plan, createdBy: surroundings.user)
    do { try await workspace.store.create(new, at: surroundings.now) } catch {
      throw CommandFailure(store: error)
    }
    try await conclude(id, plan: plan, says: true)
  }

  /// Brings a run that was left unfinished to its end. Throws if it did not succeed.
  func finish(_ id: RunID, reporting: Bool = false) async throws(CommandFailure) {
    let plan: Plan
    do { plan = try await workspace.store.plan(of: id) } catch {
      throw CommandFailure(store: error)
    }
    try await conclude(id, plan: plan, says: reporting)
  }

  private func conclude(_ id: RunID, plan: Plan, says: Bool) async throws(CommandFailure) {
    let conductor = RunConductor(
      workspace: workspace, vault: vault, parallelism: run.parallelism,
      label: "\(surroundings.user): blueprint \(plan.operation.kind.rawValue)")
    let conclusion = try await conductor.conduct(id, plan: plan)
    let style = Style(enabled: surroundings.console.colour)
    for line in conclusion.report.lines(style: style) { surroundings.console.tell(line) }
    if conclusion.report.progress.result == nil {
      surroundings.console.tell("go on with: blueprint resume")
    }
    if common.output == .json, says || conclusion.exitCode != .success {
      surroundings.console.result(
        conclusion.report.json(exitCode: conclusion.exitCode).canonicalJSON)
    }
    guard conclusion.exitCode == .success else { throw CommandFailure(conclusion.exitCode) }
  }
}

extension RunOptions {
  /// The time that `--lock-timeout` gives.
  func lockTimeoutDuration() throws(CommandFailure) -> Duration {
    guard let timeout = Duration(blueprintText: lockTimeout) else {
      throw CommandFailure(
        .usage, code: "BP0935", "`--lock-timeout \(lockTimeout)` is no duration",
        help: ["write `30s` or `5m`"])
    }
    return timeout
  }
}

import BlueprintEngine
import BlueprintModel

/// Writes a plan's run into the store and drives it, or drives one that is there.
struct PlanExecution {
  let workspace: Workspace
  let vault: SecretVault
  let common: CommonOptions
  let drive: DriveOptions

  private var surroundings: Surroundings { workspace.surroundings }

  /// Carries `plan` out. Throws, with nothing more to say, if it did not succeed.
  func execute(_ plan: Plan, settings: RunSettings) async throws(CommandFailure) {
    try await vault.save()
    let id = Identity.run()
    let new = NewRun(id: id, plan: plan, settings: settings, createdBy: surroundings.user)
    do { try await workspace.store.create(new, at: surroundings.now) } catch {
      throw CommandFailure(store: error)
    }
    try await conclude(id, plan: plan, isNew: true, says: true)
  }

  /// Brings a run that was left unfinished to its end. Throws if it did not succeed.
  func finish(_ id: RunID, reporting: Bool = false) async throws(CommandFailure) {
    let plan = try await workspace.plan(of: id)
    try await conclude(id, plan: plan, isNew: false, says: reporting)
  }

  private func conclude(
    _ id: RunID, plan: Plan, isNew: Bool, says: Bool
  ) async throws(CommandFailure) {
    if drive.detach {
      let background = BackgroundDriver(workspace: workspace, common: common, drive: drive)
      try await background.start(id, of: plan)
      return tellOfDetached(id, plan)
    }
    let conductor = RunConductor(
      workspace: workspace, vault: vault, parallelism: drive.parallelism,
      label: "\(surroundings.user): blueprint \(plan.operation.kind.rawValue)",
      output: common.output)
    let conclusion = try await conductor.conduct(id, plan: plan, isNew: isNew)
    try RunConclusionPresenter(common: common, surroundings: surroundings)
      .show(conclusion, says: says)
  }

  private func tellOfDetached(_ id: RunID, _ plan: Plan) {
    surroundings.console.tell("\(id) goes on in the background; watch it with: blueprint attach")
    let summary: Value = [
      "run": .string(id.description), "deployment": .string(plan.deployment),
      "operation": .string(plan.operation.kind.rawValue), "result": .null, "detached": true,
      "next": ["blueprint attach"], "exit_code": 0,
    ]
    switch common.output {
    case .text: surroundings.console.result(id.description)
    case .json: surroundings.console.result(summary.canonicalJSON)
    case .jsonl: surroundings.events.end(summary, at: surroundings.now)
    }
  }
}

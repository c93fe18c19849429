import BlueprintModel

/// Carries out a plan that was saved earlier, exactly as it is.
struct SavedPlanRunner {
  let path: String
  let common: CommonOptions
  let run: RunOptions
  let surroundings: Surroundings

  /// Carries the plan out; whoever saved it has seen it, so nobody is asked.
  func run() async throws(CommandFailure) {
    let plan = try read()
    if let named = common.deployment, named != plan.deployment {
      throw CommandFailure(
        .usage, code: "BP0944", "the plan is for `\(plan.deployment)`, not for `\(named)`",
        help: ["leave -d out, or make a plan for `\(named)`"])
    }
    let beside = common.file.map { Files.isDirectory($0) ? $0 : Files.directory(of: $0) } ?? "."
    let directory = Workspace.path(common, beside: beside, surroundings)
    let workspace = try await Workspace.open(directory, surroundings)
    let failure = await attempt(plan, workspace)
    await workspace.plugins.shutdown()
    if let failure { throw failure }
  }

  private func attempt(_ plan: Plan, _ workspace: Workspace) async -> CommandFailure? {
    do throws(CommandFailure) {
      let wait = LockWait(workspace: workspace, timeout: try run.drive.lockTimeoutDuration())
      if let active = try await wait.unfinishedRun(of: plan.deployment) {
        throw CommandFailure(
          .stale, code: "BP0801", "the plan is stale: run \(active) is unfinished",
          help: ["finish it with `blueprint resume`, then make a new plan"])
      }
      let vault = try await workspace.vault(of: plan.deployment)
      try await PlanExecution(
        workspace: workspace, vault: vault, common: common, drive: run.drive
      ).execute(plan, settings: try run.settings(at: surroundings.now))
      return nil
    } catch { return error }
  }

  private func read() throws(CommandFailure) -> Plan {
    do {
      let text = String(decoding: try Files.read(path), as: UTF8.self)
      return try Plan(json: try Value(jsonText: text))
    } catch let fault as Files.Fault {
      throw CommandFailure(
        .notFound, code: "BP0939", "the plan `\(path)` cannot be read: \(fault.reason)")
    } catch {
      throw CommandFailure(
        .usage, code: "BP0939", "`\(path)` is not a saved plan: \(error)",
        help: ["save one with: blueprint plan --out FILE"])
    }
  }
}

import ArgumentParser
import BlueprintModel

/// `blueprint resume`: drives the unfinished run. The same path as any run.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Go on with the run that was left unfinished.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var run: RunOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let view = try await DeploymentView.open(common, surroundings)
      let wait = LockWait(workspace: view.workspace, timeout: try run.lockTimeoutDuration())
      guard let active = try await wait.unfinishedRun(of: view.deployment) else {
        surroundings.console.tell("nothing to do: \(view.deployment) has no unfinished run")
        guard common.output == .json else { return }
        let summary: Value = [
          "deployment": .string(view.deployment), "result": "nothing_to_do", "exit_code": 0,
        ]
        return surroundings.console.result(summary.canonicalJSON)
      }
      let vault = try await view.workspace.vault(of: view.deployment)
      let execution = PlanExecution(
        workspace: view.workspace, vault: vault, common: common, run: run)
      let failure: CommandFailure?
      do throws(CommandFailure) {
        try await execution.finish(active, reporting: true)
        failure = nil
      } catch { failure = error }
      await view.workspace.plugins.shutdown()
      if let failure { throw failure }
    }
  }
}

import ArgumentParser
import BlueprintModel

/// `blueprint status`.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Show a deployment: what it is, and how its instances do.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let view = try await DeploymentView.open(common, surroundings)
      let state = try await view.state()
      let report = try await StatusReport.observe(state, view.workspace)
      await view.workspace.plugins.shutdown()
      if common.output == .json {
        return surroundings.console.result(report.json.canonicalJSON)
      }
      for line in report.lines { surroundings.console.result(line) }
    }
  }
}

import ArgumentParser
import BlueprintModel

/// `blueprint runs`.
struct RunsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "List the runs of a deployment, and look at one.",
    subcommands: [RunsListCommand.self, RunsShowCommand.self],
    defaultSubcommand: RunsListCommand.self)
}

/// `blueprint runs list`.
struct RunsListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the runs of a deployment, the newest first.")

  @Option(name: .customShort("n"), help: "How many.")
  var limit: Int = 20

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let view = try await DeploymentView.open(common, surroundings)
      let list = try await RunList.of(view, limit: limit)
      if common.output == .json {
        return surroundings.console.result(Value.list(list.items.map(\.json)).canonicalJSON)
      }
      var table = Table(["RUN", "OPERATION", "STARTED", "TOOK", "STATE", "BY"])
      for item in list.items {
        table.add([
          item.record.id.description, item.record.operation.text,
          item.record.createdAt.readableUTC, item.took?.brief ?? "-", item.standing.text,
          item.record.createdBy,
        ])
      }
      for line in table.lines { surroundings.console.result(line) }
    }
  }
}

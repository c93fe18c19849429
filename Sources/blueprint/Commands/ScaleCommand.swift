import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint scale web=4`.
struct ScaleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scale", abstract: "Set how many machines a group has.",
    discussion: """
      New instances are made and healthy before anything is told of them; those that go are
      drained first, the highest index first to go. The count stays until it is set again.
      """)

  @Argument(help: "GROUP=N, a machine group or a service; may be repeated.")
  var counts: [String]

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions
  @OptionGroup var run: RunOptions

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      let operation = Operation(.scale, arguments: counts)
      let parsed = try ScaleArguments(counts)
      let groups = try parsed.groups(
        in: BlueprintFile(options: common), inputs: inputs, surroundings)
      let request = OperationRequest(
        common: common, inputs: inputs, run: run, operation: operation, counts: groups,
        plan: { context throws(CommandFailure) in try context.converge(operation) })
      try await OperationRunner(request: request, surroundings: surroundings).run()
    }
  }
}

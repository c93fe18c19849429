import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint destroy`.
struct DestroyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "destroy",
    abstract: "Take everything of a deployment away, in reverse order; backups stay.",
    discussion: "Protected machines stay unless they are named with --include.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var run: RunOptions

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      let request = OperationRequest(
        common: common, run: run, operation: Operation(.destroy),
        plan: { context throws(CommandFailure) in
          try context.state.requireDeployed(from: context.workspace)
          do throws(PlanError) {
            return try context.planner.destroy(included: context.included)
          } catch {
            throw CommandFailure(plan: error)
          }
        })
      try await OperationRunner(request: request, surroundings: surroundings)
        .run(needsBlueprint: false)
    }
  }
}

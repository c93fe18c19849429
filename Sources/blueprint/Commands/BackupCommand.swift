import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint backup`.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Capture the data of every service that has a `backup`.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions
  @OptionGroup var run: RunOptions

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      let id = Identity.backup(at: surroundings.now)
      let request = OperationRequest(
        common: common, inputs: inputs, run: run,
        operation: Operation(.backup, arguments: [id]),
        plan: { context throws(CommandFailure) in
          let repository = context.repository
          let plan = try context.acting { application throws(PlanError) in
            try context.planner.backup(of: application, into: repository, as: id)
          }
          guard !plan.steps.isEmpty else {
            throw CommandFailure(
              .failed, code: "BP0807", "there is nothing to back up",
              help: ["give a service a `backup`, and deploy it"])
          }
          return plan
        })
      try await OperationRunner(request: request, surroundings: surroundings).run()
    }
  }
}

extension PlanningContext {
  /// Where this deployment's backups are kept.
  var repository: BackupRepository {
    BackupRepository(directory: "\(workspace.directory)/backups/\(state.name)")
  }

  /// A plan for something that needs the deployment to exist.
  func acting(_ make: (Application) throws(PlanError) -> Plan) throws(CommandFailure) -> Plan {
    guard let application, !state.resources.isEmpty else {
      throw CommandFailure(
        .notFound, code: "BP0806", "`\(state.name)` is not deployed",
        help: ["deploy it first: blueprint deploy"])
    }
    do { return try make(application) } catch { throw CommandFailure(plan: error) }
  }
}

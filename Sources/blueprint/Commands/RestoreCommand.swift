import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint restore [BACKUP]`.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring a backup's data back into the running deployment.",
    discussion: """
      The backup's checksums are verified before anything is touched, and what is there now is
      captured as a backup of its own first.
      """)

  @Argument(help: "The backup, as `blueprint backups` lists it.")
  var backup: String = "latest"

  @Flag(help: "Do not capture what is there now.")
  var noSafetyBackup = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions
  @OptionGroup var run: RunOptions

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      let safety = noSafetyBackup ? nil : Identity.backup(at: surroundings.now) + "-safety"
      let request = OperationRequest(
        common: common, inputs: inputs, run: run, operation: Operation(.restore),
        plan: { context throws(CommandFailure) in
          let id = try RepositoryListing(directory: context.repository.directory).find(backup)
          let repository = context.repository
          return try context.acting { application throws(PlanError) in
            try context.planner.restore(id, of: application, from: repository, safety: safety)
          }
        })
      try await OperationRunner(request: request, surroundings: surroundings).run()
    }
  }
}

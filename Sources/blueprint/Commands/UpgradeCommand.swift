import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint upgrade --var release=2.0.0`.
struct UpgradeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upgrade",
    abstract: "Bring services to the versions that the blueprint now says, under their strategy.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions
  @OptionGroup var run: RunOptions

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      let request = OperationRequest(
        common: common, inputs: inputs, run: run, operation: Operation(.upgrade),
        plan: { context throws(CommandFailure) in
          guard let current = context.state.revision else {
            throw CommandFailure(
              .notFound, code: "BP0806", "`\(context.state.name)` is not deployed",
              help: ["deploy it first: blueprint deploy"])
          }
          return try context.converge(context.upgrade(from: current))
        })
      try await OperationRunner(request: request, surroundings: surroundings).run()
    }
  }
}

extension PlanningContext {
  /// The operation that tells which services change their version: `web 1.0.0 → 2.0.0`.
  func upgrade(from current: Revision) throws(CommandFailure) -> Operation {
    let plan = try converge(Operation(.upgrade))
    let versions = plan.revision?.serviceVersions ?? [:]
    let changed = versions.filter { current.serviceVersions[$0.key] != $0.value }
    return Operation(
      .upgrade,
      arguments: changed.map { entry in
        let old = current.serviceVersions[entry.key]?.plainText ?? "none"
        return "\(entry.key) \(old) → \(entry.value.plainText)"
      })
  }
}

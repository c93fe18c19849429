import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint deploy [PLAN]`.
struct DeployCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deploy",
    abstract: "Make the deployment what the blueprint says, or carry out a saved plan.",
    discussion: """
      Inputs given earlier stay until they are given again, and so do counts set by `scale`. A
      run that an earlier process left unfinished is finished first.
      """)

  @Argument(help: "A plan saved with `blueprint plan --out`; of any operation.")
  var plan: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions
  @OptionGroup var run: RunOptions

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      if let plan {
        guard inputs.isEmpty else {
          throw CommandFailure(
            .usage, code: "BP0944", "a saved plan is carried out as it is and takes no inputs",
            help: ["make a new plan with these inputs: blueprint plan --out FILE"])
        }
        let saved = SavedPlanRunner(
          path: plan, common: common, run: run, surroundings: surroundings)
        return try await saved.run()
      }
      let request = OperationRequest(
        common: common, inputs: inputs, run: run, operation: Operation(.deploy),
        plan: { context throws(CommandFailure) in
          try context.converge(Operation(.deploy))
        })
      try await OperationRunner(request: request, surroundings: surroundings).run()
    }
  }
}

extension PlanningContext {
  /// The plan that makes the deployment what the blueprint says.
  func converge(_ operation: Operation) throws(CommandFailure) -> Plan {
    guard let application else { throw CommandFailure(.bug, code: "BP0999", "no application") }
    do {
      return try planner.converge(
        to: application, operation: operation, counts: counts, included: included)
    } catch { throw CommandFailure(plan: error) }
  }
}

extension CommandFailure {
  /// The failure of making a plan.
  init(plan error: PlanError) {
    let codes = Set(error.diagnostics.map(\.code))
    let exitCode: ExitCode =
      if codes.contains("BP0803") {
        .refused
      } else {
        codes.isDisjoint(with: ["BP0841", "BP0842"]) ? .invalid : .notFound
      }
    self.init(exitCode, error.diagnostics)
  }
}

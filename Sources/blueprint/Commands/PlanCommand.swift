import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint plan`.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what a deploy would change, and save it.",
    discussion: """
      A saved plan is carried out exactly as it is by `blueprint deploy FILE`, or refused if the
      deployment has changed since.
      """)

  @Option(help: "Save the plan in this file.")
  var out: String?

  @Flag(help: "End with 2 if there are changes.")
  var detailedExitcode = false

  @Flag(help: "Plan the removal of everything instead.")
  var destroy = false

  @Option(help: "Plan this action instead; `--var` gives its inputs.")
  var action: String?

  @Flag(name: .shortAndLong, help: "Show every step.")
  var verbose = false

  @Flag(help: "Carry the plan out in a simulation, and show how long it takes and why.")
  var simulate = false

  @Option(help: "With --simulate: steps performed at the same time.")
  var parallelism = 16

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  @Option(
    name: .customLong("include"),
    help: "The address of a protected resource that may be deleted; may be repeated.")
  var included: [String] = []

  func validate() throws {
    guard action == nil || !destroy else {
      throw ValidationError("--action and --destroy exclude each other")
    }
    guard parallelism > 0 else { throw ValidationError("--parallelism must be at least 1") }
    guard !simulate || common.output == .text else {
      throw ValidationError("--simulate is for people: its result has the form text")
    }
  }

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      var run = RunOptions()
      run.included = included
      let request =
        action.map { name in
          OperationRequest(action: name, common: common, inputs: inputs, run: run)
        }
        ?? OperationRequest(
          common: common, inputs: inputs, run: run, operation: Operation(.deploy),
          plan: { context throws(CommandFailure) in
            guard destroy else { return try context.converge(Operation(.deploy)) }
            do throws(PlanError) {
              return try context.planner.destroy(included: context.included)
            } catch {
              throw CommandFailure(plan: error)
            }
          })
      let preview = PlanPreview(request: request, surroundings: surroundings)
      let outcome = try await preview.outcome(needsBlueprint: !destroy)
      try PlanDisplay(common: common, out: out, surroundings: surroundings)
        .show(outcome.plan, isIdle: outcome.isIdle, verbose: verbose || action != nil)
      if simulate && !outcome.isIdle {
        let estimate = try PlanEstimate(outcome, parallelism: parallelism)
        for line in estimate.lines { surroundings.console.result(line) }
      }
      if detailedExitcode && !outcome.isIdle { throw CommandFailure(.differences) }
    }
  }
}

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

  @Flag(name: .shortAndLong, help: "Show every step.")
  var verbose = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  @Option(
    name: .customLong("include"),
    help: "The address of a protected resource that may be deleted; may be repeated.")
  var included: [String] = []

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      var run = RunOptions()
      run.included = included
      let request = OperationRequest(
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
      let (plan, isIdle) = try await preview.plan(needsBlueprint: !destroy)
      try show(plan, isIdle: isIdle, surroundings)
      if detailedExitcode && !isIdle { throw CommandFailure(.differences) }
    }
  }

  private func show(
    _ plan: Plan, isIdle: Bool, _ surroundings: Surroundings
  ) throws(CommandFailure) {
    if common.output == .json {
      surroundings.console.result(plan.json.canonicalJSON)
    } else if isIdle {
      surroundings.console.result("nothing to do: \(plan.deployment) is as the blueprint says")
    } else {
      let presenter = PlanPresenter(style: Style(enabled: surroundings.console.colour))
      for line in presenter.lines(plan, verbose: verbose) { surroundings.console.result(line) }
    }
    guard let out else { return }
    let blueprint = try? BlueprintFile(options: common).path
    if let blueprint, let target = Files.resolved(out), target == Files.resolved(blueprint) {
      throw CommandFailure(
        .usage, code: "BP0938", "the plan would take the place of the blueprint `\(out)`",
        help: ["name another file with --out"])
    }
    do {
      try Files.export(Array((plan.json.canonicalJSON + "\n").utf8), to: out, mode: 0o600)
    } catch {
      throw CommandFailure(
        .failed, code: "BP0938", "the plan cannot be saved in `\(out)`: \(error.reason)")
    }
    surroundings.console.tell("saved in \(out); carry it out with: blueprint deploy \(out)")
  }
}

import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint action plan NAME`.
struct ActionPlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Show what an action would do, and save the plan.")

  @Argument(help: "The action.")
  var name: String

  @Option(help: "Save the plan in this file.")
  var out: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      var run = RunOptions()
      run.included = []
      let request = OperationRequest(action: name, common: common, inputs: inputs, run: run)
      let preview = PlanPreview(request: request, surroundings: surroundings)
      let (plan, _) = try await preview.plan(needsBlueprint: true)
      try PlanDisplay(common: common, out: out, surroundings: surroundings).show(
        plan, isIdle: plan.steps.isEmpty, verbose: true)
    }
  }
}

/// `blueprint action run NAME`.
struct ActionRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run an action on what is deployed.",
    discussion: """
      `--var` and `--var-file` give the action's own inputs; the blueprint's inputs stay as they
      were given to the last deploy.
      """)

  @Argument(help: "The action.")
  var name: String

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions
  @OptionGroup var run: RunOptions

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      let request = OperationRequest(action: name, common: common, inputs: inputs, run: run)
      try await OperationRunner(request: request, surroundings: surroundings).run()
    }
  }
}

extension OperationRequest {
  /// The request to run the action `name`. The blueprint itself gets no new inputs.
  init(
    action name: String, common: CommonOptions, inputs: InputOptions, run: RunOptions
  ) {
    var own = inputs
    own.variables = []
    own.varFile = []
    self.init(
      common: common, inputs: own, run: run, operation: Operation(.action, arguments: [name]),
      action: ActionRequest(name: name, options: inputs),
      plan: { context throws(CommandFailure) in
        try context.acting { application throws(PlanError) in
          try context.planner.action(
            name, of: application, inputs: context.actionInputs ?? .none)
        }
      })
  }
}

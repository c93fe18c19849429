import BlueprintModel

/// The plan of a deploy against what exists, for commands that only look at it.
struct DeployPreview {
  let common: CommonOptions
  let inputs: InputOptions
  let surroundings: Surroundings

  /// The plan.
  func plan() async throws(CommandFailure) -> Plan {
    let request = OperationRequest(
      common: common, inputs: inputs, run: RunOptions.standard, operation: Operation(.deploy),
      plan: { context throws(CommandFailure) in try context.converge(Operation(.deploy)) })
    return try await PlanPreview(request: request, surroundings: surroundings)
      .plan(needsBlueprint: true).0
  }
}

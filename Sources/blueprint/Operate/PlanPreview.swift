import BlueprintModel

/// Makes a plan and carries nothing out.
struct PlanPreview {
  let request: OperationRequest
  let surroundings: Surroundings

  /// A plan, and what it was made from.
  struct Outcome {
    var plan: Plan
    /// Whether it changes nothing.
    var isIdle: Bool
    /// The deployment as it is now.
    var state: DeploymentState
    var vault: SecretVault
  }

  /// The plan against the deployment as it is now, and whether it changes nothing.
  func plan(needsBlueprint: Bool) async throws(CommandFailure) -> (Plan, isIdle: Bool) {
    let outcome = try await outcome(needsBlueprint: needsBlueprint)
    return (outcome.plan, outcome.isIdle)
  }

  /// The plan, with what it was made from. An unfinished run is mentioned, since it will be finished
  /// before this plan's turn comes.
  func outcome(needsBlueprint: Bool) async throws(CommandFailure) -> Outcome {
    let prepared = try await Preparation(request: request, surroundings: surroundings)
      .prepare(needsBlueprint: needsBlueprint)
    let (context, vault) = try await prepared.context(request)
    if let run = context.state.activeRun {
      surroundings.console.tell(
        "note: run \(run) is unfinished; this plan will be stale when it is finished")
    }
    try await vault.save()
    let plan = try request.plan(context)
    return Outcome(
      plan: plan, isIdle: plan.isIdle(in: context.state), state: context.state, vault: vault)
  }
}

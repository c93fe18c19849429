import BlueprintModel

/// Makes a plan and carries nothing out.
struct PlanPreview {
  let request: OperationRequest
  let surroundings: Surroundings

  /// The plan against the deployment as it is now, and whether it changes nothing. An unfinished
  /// run is mentioned, since it will be finished before this plan's turn comes.
  func plan(needsBlueprint: Bool) async throws(CommandFailure) -> (Plan, isIdle: Bool) {
    let prepared = try await Preparation(request: request, surroundings: surroundings)
      .prepare(needsBlueprint: needsBlueprint)
    let (context, vault) = try await prepared.context(request)
    if let run = context.state.activeRun {
      surroundings.console.tell(
        "note: run \(run) is unfinished; this plan will be stale when it is finished")
    }
    try await vault.save()
    let plan = try request.plan(context)
    return (plan, plan.isIdle(in: context.state))
  }
}

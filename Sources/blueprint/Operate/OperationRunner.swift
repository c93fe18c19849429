import BlueprintCompiler
import BlueprintEngine
import BlueprintModel

/// The way of every operation: compile, finish what an earlier process left, check the targets,
/// plan, show, ask, write the run, drive it.
struct OperationRunner {
  let request: OperationRequest
  let surroundings: Surroundings

  /// Carries the operation out.
  func run(needsBlueprint: Bool = true) async throws(CommandFailure) {
    _ = try request.run.settings(at: surroundings.now)
    let preparation = Preparation(request: request, surroundings: surroundings)
    let prepared = try await preparation.prepare(needsBlueprint: needsBlueprint)
    let failure = await attempt(prepared)
    await prepared.workspace.plugins.shutdown()
    if let failure { throw failure }
  }

  private func attempt(_ prepared: Prepared) async -> CommandFailure? {
    do throws(CommandFailure) {
      try await carryOut(prepared)
      return nil
    } catch { return error }
  }

  private func carryOut(_ prepared: Prepared) async throws(CommandFailure) {
    let (context, vault) = try await finishEarlierRun(prepared)
    if let application = context.application { try await check(application, context) }
    let plan = try request.plan(context)
    guard !plan.isIdle(in: context.state) else { return sayNothingToDo(context.state) }
    let assumeYes = request.run.yes || !request.operation.kind.changesDeployment
    try PlanConfirmation(surroundings: surroundings, assumeYes: assumeYes).confirm(plan)
    let execution = PlanExecution(
      workspace: context.workspace, vault: vault, common: request.common,
      drive: request.run.drive)
    try await execution.execute(
      plan, settings: try request.run.settings(at: surroundings.now))
    if let application = context.application { tellOfSchedules(application) }
  }

  /// Nobody keeps the time yet: an author who trusts a schedule must know.
  private func tellOfSchedules(_ application: Application) {
    guard !application.schedules.isEmpty else { return }
    let names = application.schedules.map { "`\($0.name)`" }.joined(separator: ", ")
    surroundings.console.tell(
      "schedules are checked, and not run by this version; run them by other means: \(names)")
  }

  /// Goes on with the run that an earlier process left unfinished, if there is one, and looks at
  /// the deployment again.
  private func finishEarlierRun(
    _ prepared: Prepared
  ) async throws(CommandFailure) -> (PlanningContext, SecretVault) {
    let timeout = try request.run.drive.lockTimeoutDuration()
    let wait = LockWait(workspace: prepared.workspace, timeout: timeout)
    if let run = try await wait.unfinishedRun(of: prepared.deployment) {
      let earlier = try await prepared.workspace.vault(of: prepared.deployment)
      var drive = request.run.drive
      drive.detach = false
      let execution = PlanExecution(
        workspace: prepared.workspace, vault: earlier, common: request.common, drive: drive)
      surroundings.console.tell("finishing run \(run) first, which was left unfinished")
      try await execution.finish(run)
    }
    return try await prepared.context(request)
  }

  private func check(
    _ application: Application, _ context: PlanningContext
  ) async throws(CommandFailure) {
    let strangers = Preflight.targetsNotServed(of: application)
    guard strangers.isEmpty else { throw CommandFailure(.failed, strangers) }
    let preflight = Preflight(workspace: context.workspace, deployment: context.state.name)
    let problems = try await preflight.problems(of: application, in: context.state)
    guard !problems.hasErrors else { throw CommandFailure(.failed, problems) }
  }

  private func sayNothingToDo(_ state: DeploymentState) {
    let reason =
      switch request.operation.kind {
      case .destroy: "nothing of \(state.name) is deployed"
      case .action: "the action comes down to nothing"
      default: "\(state.name) is as the blueprint says"
      }
    surroundings.console.tell("nothing to do: \(reason)")
    guard request.common.output != .text else { return }
    let outputs = ValueMap(state.outputs.map { ($0.name, $0.value) })
    let summary: Value = [
      "deployment": .string(state.name), "operation": .string(request.operation.kind.rawValue),
      "result": "nothing_to_do", "changes": [], "outputs": .map(outputs), "exit_code": 0,
    ]
    guard request.common.output == .jsonl else {
      return surroundings.console.result(summary.canonicalJSON)
    }
    surroundings.events.end(summary, at: surroundings.now)
  }
}

extension Operation.Kind {
  /// Whether the operation changes what is deployed: only such an operation asks first.
  fileprivate var changesDeployment: Bool { self != .backup }
}

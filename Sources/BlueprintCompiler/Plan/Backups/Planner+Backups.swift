import BlueprintExpressions
import BlueprintModel

extension Planner {
  /// The plan that captures the data of every running service that has a `backup` into
  /// `repository` as `id`. Its steps are empty if there is no such service.
  public func backup(
    of application: Application, into repository: BackupRepository, as id: String
  ) throws(PlanError) -> Plan {
    try acting(Operation(.backup, arguments: [id]), on: application, repository) {
      scope, graph throws(EvaluationError) in
      try BackupPlanner(
        application: application, state: state, scope: scope, repository: repository, id: id,
        label: "backup"
      ).plan(into: &graph).changes
    }
  }

  /// The plan that brings the data of backup `id` back. With `safety`, what is there now is
  /// captured as `safety` first. Its steps are empty if no running service has a `backup`.
  public func restore(
    _ id: String, of application: Application, from repository: BackupRepository,
    safety: String?
  ) throws(PlanError) -> Plan {
    try acting(Operation(.restore, arguments: [id]), on: application, repository) {
      scope, graph throws(EvaluationError) in
      var saved: [StepID] = []
      if let safety {
        saved = try BackupPlanner(
          application: application, state: state, scope: scope, repository: repository,
          id: safety, label: "safety"
        ).plan(into: &graph).end
      }
      return try RestorePlanner(
        application: application, state: state, scope: scope, repository: repository, id: id
      ).plan(into: &graph, after: saved)
    }
  }

  /// A plan that acts on what runs and leaves the revision as it is.
  private func acting(
    _ operation: Operation, on application: Application, _ repository: BackupRepository,
    plan: (NameScope, inout PlanGraph) throws(EvaluationError) -> [PlannedChange]
  ) throws(PlanError) -> Plan {
    try PlanError.wrapping { () throws(PlanFault) in
      var graph = PlanGraph()
      let changes: [PlannedChange]
      do throws(EvaluationError) {
        let scope = try NameScope(
          application: application, deployment: state.name, known: state.resources,
          artifacts: artifacts)
        changes = try plan(scope, &graph)
      } catch { throw .evaluation(error, nil) }
      let steps = try graph.orderedOrFault()
      try checkFeasible(steps)
      return Plan(
        deployment: state.name, operation: operation, base: state.serial,
        revision: state.revision, targets: targets([repository.binding], for: steps),
        changes: changes, steps: steps, outputs: state.outputs)
    }
  }
}

extension PlanGraph {
  /// The steps in order.
  func orderedOrFault() throws(PlanFault) -> [Step] {
    do { return try ordered() } catch { throw .cycle(error) }
  }
}

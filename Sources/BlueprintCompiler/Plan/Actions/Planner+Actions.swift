import BlueprintExpressions
import BlueprintModel

extension Planner {
  /// The plan of the action `name`, given `inputs`, on what is deployed. Its steps are empty if
  /// the action comes down to nothing.
  public func action(
    _ name: String, of application: Application, inputs: ActionInputs
  ) throws(PlanError) -> Plan {
    try PlanError.wrapping { () throws(PlanFault) in
      guard let action = application.actions.first(where: { $0.name == name }) else {
        throw .noAction(name, known: application.actions.map(\.name))
      }
      var graph = PlanGraph()
      let nodes = try nodes(of: action, application, inputs)
      _ = graph.addChain(nodes, after: [])
      let steps = try graph.orderedOrFault()
      try checkFeasible(steps)
      try checkDeployed(nodes, in: action)
      let given = inputs.given.map { "\($0.key)=\($0.value.plainText ?? $0.value.canonicalJSON)" }
      return Plan(
        deployment: state.name, operation: Operation(.action, arguments: [name] + given),
        base: state.serial, revision: state.revision,
        targets: targets(application.targets.map(\.binding), for: steps),
        changes: changes(by: steps, in: action), steps: steps, outputs: state.outputs)
    }
  }

  private func nodes(
    of action: ActionSpec, _ application: Application, _ inputs: ActionInputs
  ) throws(PlanFault) -> [PlanNode] {
    var nodes: [PlanNode] = []
    var place = action.place
    do throws(EvaluationError) {
      let scope = try NameScope(
        application: application, deployment: state.name, known: state.resources,
        artifacts: artifacts)
      let planner = StepPlanner(scope: scope, deployed: Set(state.resources.keys))
      var names = scope.global
      names["inputs"] = BoundValue(map: inputs.values)
      let heading = "actions.\(action.name)"
      var frame = StepFrame(names: names, path: StepPath("\(heading)/"), phase: heading)
      for step in action.steps {
        place = step.place
        nodes += try planner.plan(step, at: frame.path.appending(step.label), in: &frame)
      }
    } catch { throw .evaluation(error, place) }
    return nodes
  }

  /// What surely fails is refused before anything is touched.
  func checkFeasible(_ steps: [Step]) throws(PlanFault) {
    for step in steps {
      guard case .failure(let message)? = step.control, step.when == nil else { continue }
      throw .doomed(step, message: message.string)
    }
  }

  /// Refuses steps that need what is not there.
  private func checkDeployed(_ nodes: [PlanNode], in action: ActionSpec) throws(PlanFault) {
    for draft in nodes.drafts {
      let missing = draft.lateResources.filter { state.resources[$0] == nil }
      guard let address = missing.sorted().first else { continue }
      throw .notDeployed(address, draft.place ?? action.place)
    }
  }

  /// The instances on which something is done.
  private func changes(by steps: [Step], in action: ActionSpec) -> [PlannedChange] {
    var seen: Set<String> = []
    var changes: [PlannedChange] = []
    for phase in steps.flatMap(\.phases)
    where state.resources[ResourceAddress(phase)] != nil && seen.insert(phase).inserted {
      changes.append(
        PlannedChange(.act, ResourceAddress(phase), reasons: ["action \(action.name)"]))
    }
    return changes
  }
}

extension Step {
  /// The headings of this step, if it does something, and of all within it.
  fileprivate var phases: [String] {
    (verb == nil ? [] : [phase]) + (control?.bodies ?? []).flatMap { $0.flatMap(\.phases) }
  }

  /// Whether it, or a step within it, is done by the controller itself.
  var usesController: Bool {
    // What a rollback would do is done in the same run.
    target == Controller.target || teardown.contains(where: \.usesController)
      || (control?.bodies ?? []).contains { $0.contains(where: \.usesController) }
  }
}

extension Teardown {
  /// Whether the controller itself does it, or something within it.
  fileprivate var usesController: Bool {
    target == Controller.target
      || (detail?.control?.bodies ?? []).contains { $0.contains(where: \.usesController) }
  }
}

import BlueprintExpressions
import BlueprintModel

extension InstanceContext {
  /// The steps of a hook of this instance, named `name`, or `name[0]`, `name[1]`, … if there are
  /// several. `extra` is added to the environment of every script. `owner` is the resource to
  /// which they belong, if it is a part of the instance.
  func nodes(
    for steps: [StepSpec], named name: String, extra: [String: BoundValue] = [:],
    of owner: ResourceAddress? = nil
  ) throws(EvaluationError) -> [PlanNode] {
    let path = StepPath((owner ?? address).step(name).description)
    var frame = StepFrame(
      names: names, sites: [HostSite(self)], environment: extra, path: path,
      phase: address.description)
    let planner = StepPlanner(scope: scope)
    var nodes: [PlanNode] = []
    for (position, step) in steps.enumerated() {
      let own = steps.count == 1 ? path : path.element(position)
      nodes += try planner.plan(step, at: own, in: &frame)
    }
    return nodes
  }

  /// A draft that runs `script` on the instance.
  func job(
    named name: String, script: BoundValue, environment: [String: BoundValue]
  ) -> StepDraft {
    draft(
      name, verb: "host.job",
      input: [
        "host": host, "script": script, "env": .map(environment), "directory": directory,
      ])
  }

  /// A draft that starts, stops, restarts or reloads the service's process.
  func controlDraft(named name: String, _ control: ServiceControl) -> StepDraft {
    var draft = draft(
      name, verb: "service.control",
      input: [
        "host": host, "name": .literal(.string(service.name)),
        "action": .literal(.string(control.rawValue)),
      ])
    draft.idempotency = .natural
    draft.timeout = service.stopTimeout + .seconds(30)
    return draft
  }
}

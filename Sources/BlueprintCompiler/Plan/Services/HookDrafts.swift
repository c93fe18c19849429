import BlueprintExpressions
import BlueprintModel

extension InstanceContext {
  /// The drafts of a list of hook steps, named `name`, or `name[0]`, `name[1]`, … if there are
  /// several. `extra` is added to the environment of every script.
  func drafts(
    for steps: [HookStep], named name: String, extra: [String: BoundValue] = [:]
  ) throws(EvaluationError) -> [StepDraft] {
    var drafts: [StepDraft] = []
    for (position, step) in steps.enumerated() {
      let id = steps.count == 1 ? name : "\(name)[\(position)]"
      var draft = try draft(for: step, named: id, extra: extra)
      draft.timeout = step.timeout
      draft.place = step.place
      drafts.append(draft)
    }
    return drafts
  }

  private func draft(
    for step: HookStep, named name: String, extra: [String: BoundValue]
  ) throws(EvaluationError) -> StepDraft {
    switch step.kind {
    case .run(let script):
      let base = environment.merging(extra) { _, new in new }
      let variables = try InstanceContext.bind(step.environment, over: base, in: names)
      return job(named: name, script: try script.reduced(in: names), environment: variables)
    case .wait(let span):
      var draft = draft(name, verb: nil)
      draft.target = nil
      draft.delay = span
      return draft
    case .waitHealthy:
      return try healthDraft(named: name, stableFor: .zero) ?? draft(name, verb: nil)
    case .service(let control):
      return controlDraft(named: name, control)
    }
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

extension HookStep {
  /// What of this step counts when an earlier run of it is compared with the blueprint.
  func fingerprint(in context: InstanceContext) throws(EvaluationError) -> BoundValue {
    var parts: [String: BoundValue] = [
      "env": .map(try InstanceContext.bind(environment, in: context.names))
    ]
    switch kind {
    case .run(let script): parts["run"] = try script.reduced(in: context.names)
    case .wait(let span): parts["wait"] = .literal(.duration(span))
    case .waitHealthy: parts["wait"] = .literal("healthy")
    case .service(let control): parts["service"] = .literal(.string(control.rawValue))
    }
    return .map(parts)
  }
}

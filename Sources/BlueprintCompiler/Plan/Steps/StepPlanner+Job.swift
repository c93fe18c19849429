import BlueprintExpressions
import BlueprintModel

extension StepPlanner {
  /// A script on an instance. What says that there is nothing to do travels in the environment:
  /// values never become part of a script.
  func job(
    _ script: BoundValue, _ step: StepSpec, _ site: HostSite, _ frame: StepFrame
  ) throws(EvaluationError) -> StepDraft {
    var environment = site.environment.merging(frame.environment) { $1 }
    var guards = ""
    if let creates = step.creates {
      environment["BLUEPRINT_CREATES"] = try creates.reduced(in: frame.allNames)
      guards += #"if [ -e "$BLUEPRINT_CREATES" ]; then exit 0; fi"# + "\n"
    }
    if let unless = step.unless {
      environment["BLUEPRINT_UNLESS"] = try unless.reduced(in: frame.allNames)
      guards +=
        #"if sh -c "$BLUEPRINT_UNLESS" </dev/null >/dev/null 2>&1; then exit 0; fi"#
        + "\n"
    }
    var script = try script.reduced(in: frame.allNames)
    if !guards.isEmpty {
      script = try BoundValue.text("${guards}${script}")
        .reduced(in: ["guards": .literal(.string(guards)), "script": script])
    }
    var input: [String: BoundValue] = [
      "script": script, "env": .map(environment),
      "directory": .literal(.string(site.directory)),
    ]
    if let directory = frame.directory { input["directory"] = try site.path(directory) }
    if let user = frame.user ?? site.user { input["user"] = user }
    if let text = step.input { input["stdin"] = try text.reduced(in: frame.allNames) }
    return draft(step, "host.job", site, frame, input)
  }

  /// Waits for the service's health, or for a condition.
  func wait(
    _ wait: WaitSpec, _ step: StepSpec, _ site: HostSite, _ frame: StepFrame
  ) throws(EvaluationError) -> StepDraft {
    var input = try probe(wait, site, frame)
    if let interval = wait.interval {
      input["interval_ms"] = .literal(.integer(interval.milliseconds))
    }
    if let timeout = wait.timeout { input["timeout_ms"] = .literal(.integer(timeout.milliseconds)) }
    if let deadline = wait.deadline {
      input["deadline_ms"] = .literal(.integer(deadline.milliseconds))
    }
    input["stable_ms"] = .literal(0)
    let deadline = input["deadline_ms"]?.literal?.integer ?? 60_000
    var draft = draft(step, "health.wait", site, frame, input)
    draft.idempotency = .natural
    draft.timeout = step.timeout ?? .milliseconds(deadline) + .seconds(30)
    draft.retry = .never
    return draft
  }

  private func probe(
    _ wait: WaitSpec, _ site: HostSite, _ frame: StepFrame
  ) throws(EvaluationError) -> [String: BoundValue] {
    if case .healthy = wait.condition {
      guard let context = site.context, let health = context.service.health else {
        throw EvaluationError(.invalidArgument, "`\(site.address)` has no health to wait for")
      }
      return try context.healthInput(health)
    }
    let check: BoundValue
    switch wait.condition {
    case .port(let port): check = .literal(["tcp": ["port": .integer(port)]])
    case .probe(.run(let script)):
      check = .map(["run": try script.reduced(in: frame.allNames)])
    case .probe(let probe): check = try site.context?.check(probe) ?? .literal(.null)
    case .healthy: check = .literal(.null)
    }
    return [
      "host": site.host, "service": .literal(.string(site.name)), "check": check,
      "env": .map(site.environment.merging(frame.environment) { $1 }),
      "directory": .literal(.string(site.directory)), "interval_ms": .literal(1000),
      "timeout_ms": .literal(5000), "healthy_after": .literal(1), "deadline_ms": .literal(60_000),
    ]
  }
}

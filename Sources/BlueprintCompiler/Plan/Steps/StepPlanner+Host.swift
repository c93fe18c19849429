import BlueprintExpressions
import BlueprintModel

/// The steps that are done on instances.
extension StepPlanner {
  /// The step on each of its instances, one after the other.
  func onEach(
    _ step: StepSpec, _ path: StepPath, _ frame: inout StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    var sites = frame.sites
    var isSingle = frame.isSingle
    if let site = step.site {
      let named = try scope.sites(of: try site.instances.reduced(in: frame.allNames))
      sites = try present(named)
      isSingle = site.isSingle
      if isSingle, sites.isEmpty, let missing = named.first {
        let message = Value.string("`\(missing.address)` is not deployed")
        return [.step(draft(step, frame.within(path), .failure(message: message)))]
      }
    }
    var nodes: [PlanNode] = []
    var paths: [StepPath] = []
    for (number, site) in sites.enumerated() {
      let own = isSingle ? path : path.element(number)
      paths.append(own)
      nodes += try plan(step, on: site, frame.on(site).within(own))
    }
    frame.remember(step, paths)
    return nodes
  }

  private func plan(
    _ step: StepSpec, on site: HostSite, _ outer: StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    var bare = step
    bare.site = nil
    let frame = try frame(of: bare, at: outer.path, outer)
    let condition = try step.when?.reduced(in: frame.allNames)
    if condition?.literal == .boolean(false) { return [] }
    let nodes = try nodes(of: step, on: site, frame)
    guard let condition, condition.literal == nil else { return nodes }
    return nodes.map { $0.mapped { $0.when = condition } }
  }

  private func nodes(
    of step: StepSpec, on site: HostSite, _ frame: StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    switch step.kind {
    case .service(let control): return try self.control(control, step, site, frame)
    case .waitUntil(let wait): return [.step(try self.wait(wait, step, site, frame))]
    case .http(let request): return [.step(try self.request(request, step, frame))]
    case .run(let script): return [.step(try job(script, step, site, frame))]
    case .file(let file): return [.step(try put(file, step, site, frame))]
    case .fetch(let path, let artifact):
      let into = "\(scope.artifacts)/\(artifact)/\(site.address)"
      var draft = draft(
        step, "host.get", site, frame,
        [
          "path": try site.path(try path.reduced(in: frame.allNames)),
          "into": .literal(.string(into)),
        ])
      draft.idempotency = step.idempotency ?? .natural
      return [.step(draft)]
    case .machine(let verb, let arguments):
      var input: [String: BoundValue] = [:]
      for (name, value) in arguments { input[name] = try value.reduced(in: frame.allNames) }
      var draft = draft(step, verb.verb, site, frame, input)
      draft.resource = site.machine
      return [.step(draft)]
    default: return []
    }
  }

  /// A draft of `verb` on `site`.
  func draft(
    _ step: StepSpec, _ verb: String, _ site: HostSite, _ frame: StepFrame,
    _ input: [String: BoundValue]
  ) -> StepDraft {
    var draft = StepDraft(
      id: frame.path.id, phase: site.address.description, target: site.target)
    draft.verb = verb
    draft.input = input.merging(["host": site.host]) { $1 }
    return described(draft, step)
  }

  private func put(
    _ file: PlacedFileSpec, _ step: StepSpec, _ site: HostSite, _ frame: StepFrame
  ) throws(EvaluationError) -> StepDraft {
    let names = frame.allNames
    var entry: [String: BoundValue] = [
      "path": try file.path.reduced(in: names), "content": try file.content.reduced(in: names),
      "mode": .literal(.integer(file.mode)),
    ]
    if let owner = file.owner { entry["owner"] = try owner.reduced(in: names) }
    if let group = file.group { entry["group"] = try group.reduced(in: names) }
    var draft = draft(
      step, "host.put", site, frame,
      ["directory": .literal(.string(site.directory)), "files": .list([.map(entry)])])
    draft.idempotency = step.idempotency ?? .natural
    return draft
  }

  /// Tells the service's process, or does what its hooks say.
  private func control(
    _ control: ServiceControl, _ step: StepSpec, _ site: HostSite, _ frame: StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    guard let context = site.context else { return [] }
    let hooks = control.hooks(of: context.service)
    guard hooks.isEmpty else {
      var nodes: [PlanNode] = []
      for hook in hooks {
        var inner = StepFrame(
          names: context.names, sites: [site], path: frame.path.appending(hook.rawValue),
          phase: frame.phase)
        nodes += try plan(context.service.hooks[hook] ?? [], in: &inner)
      }
      return nodes
    }
    var draft = draft(
      step, "service.control", site, frame,
      [
        "name": .literal(.string(context.service.name)),
        "action": .literal(.string(control.rawValue)),
      ])
    draft.idempotency = .natural
    draft.timeout = step.timeout ?? context.service.stopTimeout + .seconds(30)
    return [.step(draft)]
  }
}

extension HostSite {
  /// `path`, which is relative to the instance's own directory unless it is absolute.
  func path(_ path: BoundValue) throws(EvaluationError) -> BoundValue {
    guard let text = path.literal?.string, !text.hasPrefix("/"), !directory.isEmpty else {
      return path
    }
    return .literal(.string("\(directory)/\(text)"))
  }
}

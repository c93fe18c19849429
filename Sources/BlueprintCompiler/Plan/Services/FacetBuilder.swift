import BlueprintExpressions
import BlueprintModel

/// Builds the facets of one service instance from its specification.
struct FacetBuilder {
  let context: InstanceContext
  /// The same instance with every resource's outputs late: what is recorded of taking things away
  /// is bound again when that is done, and does not depend on what is known now.
  let late: InstanceContext
  let dependencies: [ResourceAddress]

  private var service: Service { context.service }
  private var address: ResourceAddress { context.address }

  /// The facets that come before the process, in order.
  func preparation() throws(EvaluationError) -> [Facet] {
    var facets: [Facet] = []
    if let packages = try packages() { facets.append(packages) }
    if let files = try files() { facets.append(files) }
    let before = facets.map(\.address)
    if let install = try hook(.install, undoneBy: .uninstall, after: before) {
      facets.append(install)
    }
    if let configure = try hook(.configure, undoneBy: nil, after: facets.map(\.address)) {
      facets.append(configure)
    }
    return facets
  }

  private func packages() throws(EvaluationError) -> Facet? {
    guard !service.packages.isEmpty else { return nil }
    var descriptions: [BoundValue] = []
    for package in service.packages {
      descriptions.append(try package.description.reduced(in: context.names))
    }
    let list = BoundValue(list: descriptions)
    var draft = context.draft(
      "packages", verb: "packages.ensure", input: ["host": context.host, "packages": list])
    draft.place = service.packages.first?.place
    draft.idempotency = .natural
    return Facet(
      address.part("packages"), label: "packages", desired: ["packages": list], last: draft,
      teardown: [Teardown(name: "forget")], uses: [context.machine])
  }

  private func files() throws(EvaluationError) -> Facet? {
    guard !service.files.isEmpty else { return nil }
    var list: [BoundValue] = []
    for file in service.files {
      var description: [String: BoundValue] = [
        "path": .literal(.string(file.path)),
        "content": try file.content.reduced(in: context.names),
        "mode": .literal(.integer(file.mode)),
      ]
      if let owner = file.owner { description["owner"] = .literal(.string(owner)) }
      if let group = file.group { description["group"] = .literal(.string(group)) }
      list.append(.map(description))
    }
    let input: [String: BoundValue] = ["host": context.host, "directory": context.directory]
    var draft = context.draft(
      "files", verb: "host.put", input: input.merging(["files": .list(list)]) { $1 })
    draft.place = service.files.first?.place
    draft.idempotency = .natural
    let empty: [String: BoundValue] = [
      "host": late.host, "directory": late.directory, "files": .literal(.list([])),
    ]
    return Facet(
      address.part("files"), label: "files", desired: ["files": .list(list)], last: draft,
      teardown: [Teardown(name: "delete", verb: "host.put", input: BoundValue.map(empty).json)],
      uses: [context.machine] + dependencies)
  }

  /// What the hook did. It stands on the facets `before` it, so that undoing it still finds them.
  private func hook(
    _ hook: Hook, undoneBy undo: Hook?, after before: [ResourceAddress]
  ) throws(EvaluationError) -> Facet? {
    guard let steps = service.hooks[hook], !steps.isEmpty else { return nil }
    let undoing = try late.nodes(
      for: undo.flatMap { service.hooks[$0] } ?? [], named: "uninstall",
      of: address.part(hook.rawValue))
    var nodes = try context.nodes(for: steps, named: hook.rawValue)
    let last = context.closing(&nodes, named: hook.rawValue)
    return Facet(
      address.part(hook.rawValue), label: hook.rawValue,
      desired: ["steps": try fingerprint(steps)], steps: nodes, last: last,
      teardown: teardown(undoing) + [Teardown(name: "forget")],
      uses: [context.machine] + before + dependencies)
  }

  private func fingerprint(_ steps: [StepSpec]) throws(EvaluationError) -> BoundValue {
    try StepFingerprint(names: context.names, actions: context.scope.actions).of(steps)
  }

  private func teardown(_ nodes: [PlanNode]) -> [Teardown] {
    nodes.drafts.map { Teardown($0, home: context.target) }
  }

  /// The running software: a supervised process, or what the `start` hook starts.
  func process(
    config: BoundValue, standsOn preparation: [ResourceAddress]
  ) throws(EvaluationError) -> Facet {
    var (specification, steps) = try start(config: config)
    let last = context.closing(&steps, named: "start")
    return Facet(
      address, label: "process", desired: ["start": specification, "config": config],
      steps: steps, last: last, teardown: try processTeardown(),
      uses: [context.machine] + preparation + dependencies)
  }

  private func start(config: BoundValue) throws(EvaluationError) -> (BoundValue, [PlanNode]) {
    let version = try service.version?.reduced(in: context.names) ?? .literal(.null)
    guard let run = service.run else {
      let steps = service.hooks[.start] ?? []
      let specification = BoundValue.map([
        "steps": try fingerprint(steps), "env": .map(context.environment), "version": version,
      ])
      return (specification, try context.nodes(for: steps, named: "start"))
    }
    var specification: [String: BoundValue] = [
      "command": try run.reduced(in: context.names), "env": .map(context.environment),
      "endpoints": .list(try endpoints()),
      "stop_timeout_ms": .literal(.integer(service.stopTimeout.milliseconds)),
    ]
    if let image = service.image {
      specification["image"] = try image.reduced(in: context.names)
    }
    if let user = service.user { specification["user"] = .literal(.string(user)) }
    let settings = try service.settings.reduced(in: context.names)
    if settings.literal?.map?.isEmpty != true { specification["settings"] = settings }
    let draft = context.draft(
      "start", verb: "service.ensure",
      input: specification.merging([
        "host": context.host, "name": .literal(.string(service.name)),
        "directory": context.directory, "spec": .map(["config": config, "version": version]),
      ]) { $1 })
    return (.map(specification.merging(["version": version]) { $1 }), [.step(draft)])
  }

  private func endpoints() throws(EvaluationError) -> [BoundValue] {
    var list: [BoundValue] = []
    for endpoint in service.endpoints {
      list.append(
        .map([
          "name": .literal(.string(endpoint.name)),
          "port": try endpoint.port.reduced(in: context.names),
        ]))
    }
    return list
  }

  /// Draining, stopping, deleting: the last one is the end of the resource, the ones before also
  /// serve a restart.
  private func processTeardown() throws(EvaluationError) -> [Teardown] {
    let drain = try late.nodes(for: service.hooks[.drain] ?? [], named: "drain")
    guard service.run != nil else {
      let stop = try late.nodes(for: service.hooks[.stop] ?? [], named: "stop")
      return teardown(drain + stop) + [Teardown(name: "forget")]
    }
    let stop = late.controlDraft(named: "stop", .stop)
    let delete = late.draft(
      "delete", verb: "service.delete",
      input: ["host": late.host, "name": .literal(.string(service.name))])
    return teardown(drain + [.step(stop), .step(delete)])
  }

  /// The `reload` hook, and the record that `process` has its new configuration then.
  func reload(of process: Facet) throws(EvaluationError) -> [PlanNode] {
    guard let steps = service.hooks[.reload], !steps.isEmpty else { return [] }
    return try context.nodes(for: steps, named: "reload")
      + [.step(process.last.recording("reloaded"))]
  }

  /// The health of this very process: it counts as unknown as soon as the process is another.
  func health(of process: Facet, stableFor stable: Duration) throws(EvaluationError) -> Facet? {
    guard let health = service.health,
      let draft = try context.healthDraft(named: "healthy", stableFor: stable)
    else { return nil }
    let input = try context.healthInput(health)
    return Facet(
      address.part("health"), label: "health",
      desired: process.desired.merging(["check": .map(input)]) { $1 }, last: draft,
      teardown: [Teardown(name: "forget")], uses: [address])
  }
}

extension InstanceContext {
  /// Takes the last of `nodes`, which is to establish a resource. Where that only waits, may be
  /// left out, is done elsewhere, or there is none, a step `name` that does nothing else takes its
  /// place.
  fileprivate func closing(_ nodes: inout [PlanNode], named name: String) -> StepDraft {
    if case .step(let last)? = nodes.last, last.verb != nil, last.target == target,
      last.resource == nil, last.when == nil, !last.continueOnError
    {
      nodes.removeLast()
      return last
    }
    return draft(nodes.drafts.isEmpty ? name : "\(name)-done", verb: nil)
  }
}

extension Teardown {
  /// The step of taking away that `draft` stands for; `home` is the resource's own target.
  init(_ draft: StepDraft, home: String) {
    let name = draft.id.description.split(separator: "/").last.map(String.init) ?? ""
    self.init(
      name: name, verb: draft.verb, input: BoundValue.map(draft.input).json, delay: draft.delay,
      timeout: draft.timeout, target: draft.target == home ? nil : draft.target,
      detail: Detail(draft))
  }
}

extension Teardown.Detail {
  /// What `draft` has besides its effect; nil if that is what is usual.
  fileprivate init?(_ draft: StepDraft) {
    self.init()
    let usual = self
    control = draft.control
    when = draft.when?.json
    outputs = draft.outputs
    continueOnError = draft.continueOnError
    retry = draft.retry == RetryPolicy() ? nil : draft.retry
    if draft.verb == "host.job" { idempotency = draft.idempotency }
    if self == usual { return nil }
  }
}

import BlueprintExpressions
import BlueprintModel

/// Plans steps of hooks and actions. Everything that is known now is decided now: conditions,
/// loops over instances and lists, calls. What is not becomes a control step.
struct StepPlanner {
  let scope: NameScope
  /// What exists; nil where everything that the application has will.
  var deployed: Set<ResourceAddress>?

  /// Plans `steps` one after the other; their outputs stay in `frame`.
  func plan(
    _ steps: [StepSpec], in frame: inout StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    var nodes: [PlanNode] = []
    for step in steps {
      nodes += try plan(step, at: frame.path.appending(step.label), in: &frame)
    }
    return nodes
  }

  /// Plans `step` at `path`.
  func plan(
    _ step: StepSpec, at path: StepPath, in frame: inout StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    if step.runsOnEach { return try onEach(step, path, &frame) }
    let inner = try self.frame(of: step, at: path, frame)
    let condition = try step.when?.reduced(in: inner.allNames)
    switch condition?.literal {
    case .boolean(false)?:
      frame.forget([step])
      return []
    case nil where condition != nil && !step.bodies.isEmpty || condition != nil && step.isCall:
      return try left(step, unless: condition ?? .literal(true), inner, &frame)
    default:
      var nodes = try nodes(of: step, inner, &frame)
      if let condition, condition.literal == nil {
        nodes = nodes.map { $0.mapped { $0.when = condition } }
      }
      return nodes
    }
  }

  /// A whole block under a condition that is not known yet.
  private func left(
    _ step: StepSpec, unless condition: BoundValue, _ frame: StepFrame, _ outer: inout StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    var kept = outer
    let within = frame.within(frame.path.body().appending("then"))
    let body = try StepBody(try nodes(of: step, within, &kept))
    outer.forget([step])
    let control = Control.conditional(condition.json, then: body.steps, otherwise: [])
    return [.step(draft(step, frame, control, using: [condition], body))]
  }

  /// What surrounds the steps within `step`, or what it does itself.
  func frame(
    of step: StepSpec, at path: StepPath, _ outer: StepFrame
  ) throws(EvaluationError) -> StepFrame {
    var frame = outer.within(path)
    if let site = step.site {
      let names = outer.allNames
      frame.sites = try present(try scope.sites(of: try site.instances.reduced(in: names)))
      frame.isSingle = site.isSingle
    }
    let names = frame.allNames
    frame.environment = try InstanceContext.bind(
      step.environment, over: frame.environment, in: names)
    if let user = step.user { frame.user = try user.reduced(in: frame.allNames) }
    if let directory = step.directory {
      frame.directory = try directory.reduced(in: frame.allNames)
    }
    return frame
  }

  /// Those of `sites` that exist.
  func present(_ sites: [HostSite]) throws(EvaluationError) -> [HostSite] {
    guard let deployed else { return sites }
    return sites.filter { deployed.contains($0.address) }
  }

  /// The nodes of a step that is done once and not left out.
  private func nodes(
    of step: StepSpec, _ frame: StepFrame, _ outer: inout StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    switch step.kind {
    case .set(let values, let secrets):
      return try set(values, secrets, step, frame, &outer)
    case .wait(let span):
      var draft = StepDraft(id: frame.path.id, phase: frame.heading)
      draft.delay = span
      return [.step(described(draft, step))]
    case .assertion(let condition, let message):
      return try assertion(condition, message, step, frame)
    case .failure(let message):
      let message = try message.reduced(in: frame.allNames)
      return [.step(draft(step, frame, .failure(message: message.json), using: [message]))]
    case .approve(let message):
      let message = try message.reduced(in: frame.allNames)
      var draft = draft(step, frame, .approve(message: message.json), using: [message])
      draft.timeout = step.timeout ?? .zero
      return [.step(draft)]
    case .http(let request):
      let draft = try self.request(request, step, frame)
      outer.remember(step, [frame.path])
      return [.step(draft)]
    default: return try block(step, frame, &outer)
    }
  }

  private func assertion(
    _ condition: BoundValue, _ message: BoundValue, _ step: StepSpec, _ frame: StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    let condition = try condition.reduced(in: frame.allNames)
    if condition.literal == .boolean(true) { return [] }
    let message = try message.reduced(in: frame.allNames)
    let control: Control =
      condition.literal == .boolean(false)
      ? .failure(message: message.json) : .assertion(condition.json, message: message.json)
    return [.step(draft(step, frame, control, using: [condition, message]))]
  }

  /// Keeps values: known ones and secrets take their place wherever they are used, others are
  /// evaluated by the step.
  private func set(
    _ values: [String: BoundValue], _ secrets: Set<String>, _ step: StepSpec, _ frame: StepFrame,
    _ outer: inout StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    var known: [String: BoundValue] = [:]
    var late: [String: BoundValue] = [:]
    for (name, value) in values {
      let value = try value.reduced(in: frame.allNames)
      if value.isLiteral || secrets.contains(name) {
        known[name] = value
      } else {
        late[name] = value
        known[name] = .output(name, of: frame.path)
      }
    }
    if let id = step.id { outer.steps[id] = BoundValue(map: known) }
    guard !late.isEmpty else { return [] }
    let control = Control.set(ValueMap(late.map { ($0.key, $0.value.json) }))
    return [.step(draft(step, frame, control, using: Array(late.values)))]
  }
}

extension StepSpec {
  /// Whether it is another action.
  var isCall: Bool { if case .call = kind { true } else { false } }

  /// Whether it is done once for each instance that it is on.
  var runsOnEach: Bool {
    switch kind {
    case .run, .file, .fetch, .waitUntil, .service, .machine: true
    case .http(let request):
      if case .endpoint = request.address { true } else { site != nil }
    default: false
    }
  }
}

extension StepFrame {
  /// The heading of a step here.
  var heading: String { isSingle ? sites.first?.address.description ?? phase : phase }
}

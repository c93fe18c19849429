import BlueprintExpressions
import BlueprintModel

/// The steps within a control step.
struct StepBody {
  /// The steps, in order, with identities relative to the control step.
  let steps: [Step]
  /// The resources whose outputs they need.
  let resources: Set<ResourceAddress>

  init(_ nodes: [PlanNode]) throws(EvaluationError) {
    var graph = PlanGraph()
    _ = graph.addChain(nodes, after: [])
    do { steps = try graph.ordered() } catch {
      throw EvaluationError(.invalidArgument, "the steps need each other")
    }
    resources = nodes.drafts.reduce(into: []) { $0.formUnion($1.lateResources) }
  }
}

extension StepPlanner {
  /// The draft of a control step that uses `values` and holds `bodies`.
  func draft(
    _ step: StepSpec, _ frame: StepFrame, _ control: Control, using values: [BoundValue] = [],
    _ bodies: StepBody...
  ) -> StepDraft {
    var draft = StepDraft(id: frame.path.id, phase: frame.heading)
    draft.control = control
    // A block takes as long as its steps take, unless the author says otherwise.
    draft.timeout = .zero
    for value in values { draft.innerResources.formUnion(value.lateResources) }
    for body in bodies { draft.innerResources.formUnion(body.resources) }
    return described(draft, step)
  }

  /// The draft with what `step` says of every kind.
  func described(_ draft: StepDraft, _ step: StepSpec) -> StepDraft {
    var draft = draft
    draft.place = step.place
    draft.why = step.name
    draft.outputs = step.outputs
    draft.continueOnError = step.continuesOnError
    if let timeout = step.timeout { draft.timeout = timeout }
    if let retry = step.retry { draft.retry = retry }
    if let idempotency = step.idempotency { draft.idempotency = idempotency }
    return draft
  }
}

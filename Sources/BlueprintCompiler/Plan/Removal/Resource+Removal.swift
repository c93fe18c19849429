import BlueprintExpressions
import BlueprintModel

extension Resource {
  /// The steps that take the resource away; the last one ends it.
  ///
  /// - Parameters:
  ///   - names: the outputs of what exists, by which recorded inputs are bound.
  ///   - skipsDrain: whether nothing stays that could take over what is drained.
  func removal(
    names: [String: BoundValue], skipsDrain: Bool = false
  ) throws(EvaluationError) -> [StepDraft] {
    var steps = teardown
    if skipsDrain { steps.removeAll { $0.name.hasPrefix("drain") } }
    if steps.isEmpty { steps = [Teardown(name: "forget")] }
    var drafts: [StepDraft] = []
    for teardown in steps {
      var draft = try teardown.draft(of: self, names: names)
      draft.resource = address
      draft.why = "no longer wanted"
      drafts.append(draft)
    }
    drafts[drafts.count - 1].effect = .delete
    return drafts.count > 1 ? [.interruption(of: self)] + drafts : drafts
  }

  /// The steps that bring the running software of this resource to a stop, so that it can be
  /// started again. With `whole`, what supervises it goes too.
  func stopping(
    names: [String: BoundValue], whole: Bool
  ) throws(EvaluationError) -> [StepDraft] {
    var drafts: [StepDraft] = [.interruption(of: self)]
    for teardown in whole ? teardown[...] : teardown.dropLast() {
      drafts.append(try teardown.draft(of: self, names: names))
    }
    return drafts
  }
}

extension Teardown {
  /// The step that does this for `resource`.
  fileprivate func draft(
    of resource: Resource, names: [String: BoundValue]
  ) throws(EvaluationError) -> StepDraft {
    var draft = StepDraft(
      id: resource.address.step(name), phase: resource.address.instance.description)
    draft.place = resource.place
    draft.timeout = timeout
    if let detail { try draft.take(detail) }
    guard verb != nil, let input = try bound(in: names) else {
      draft.delay = delay
      return draft
    }
    draft.target = target ?? resource.target.name
    draft.verb = verb
    draft.input = input
    return draft
  }
}

extension StepDraft {
  /// Takes over what is recorded of the step. A condition that cannot be read is a mistake: without
  /// it, more would be done than the author asked for.
  fileprivate mutating func take(_ detail: Teardown.Detail) throws(EvaluationError) {
    control = detail.control
    if let condition = detail.when {
      do { when = try BoundValue(json: condition) } catch {
        throw EvaluationError(.wrongType, "the recorded condition of `\(id)`: \(error)")
      }
    }
    outputs = detail.outputs
    continueOnError = detail.continueOnError
    if let retry = detail.retry { self.retry = retry }
    idempotency = detail.idempotency
  }
}

import BlueprintExpressions
import BlueprintModel

/// The steps that hold other steps.
extension StepBinder {
  mutating func block(
    _ declaration: StepDeclaration, _ scope: inout StepScope
  ) -> StepSpec.Kind? {
    switch declaration.kind {
    case .sequence(let steps): return .sequence(bind(steps, in: &scope))
    case .parallel(let branches): return parallel(branches, &scope)
    case .condition(let node, let then, let otherwise):
      let condition = condition(node, "if", scope)
      let first = bindApart(then, in: scope)
      let second = bindApart(otherwise, in: scope)
      scope.hide(then, because: "it is within the `then` of an `if`, which may not run")
      scope.hide(otherwise, because: "it is within the `else` of an `if`, which may not run")
      return condition.map { .conditional($0, then: first, otherwise: second) }
    case .forEach(let loop): return forEach(loop, &scope)
    case .repetition(let loop): return repetition(loop, &scope)
    case .attempt(let body, let rescue, let always):
      return attempt(body, rescue, always, &scope)
    default: return nil
    }
  }

  private mutating func parallel(
    _ branches: [BranchDeclaration], _ scope: inout StepScope
  ) -> StepSpec.Kind {
    var labels = StepLabels()
    var bound: [StepBranch] = []
    var after = scope
    for (position, branch) in branches.enumerated() {
      var inner = scope
      for (other, steps) in branches.enumerated() where other != position {
        inner.hide(
          steps.steps, because: "it runs at the same time, in another branch of `parallel`")
      }
      let steps = bind(branch.steps, in: &inner)
      let label = branch.name ?? steps.first?.label ?? "branch"
      bound.append(StepBranch(label: labels.next(label), steps: steps))
      after.steps.merge(inner.steps) { $1 }
      for (id, _) in branch.steps.ids { after.hidden[id] = inner.hidden[id] }
    }
    scope = after
    return .parallel(bound)
  }

  private mutating func forEach(
    _ loop: LoopDeclaration, _ scope: inout StepScope
  ) -> StepSpec.Kind? {
    let elements = elements(loop.elements, scope)
    var inner = scope
    inner.element = elements?.element ?? .init(type: .any)
    inner.isLoop = true
    if let subject = elements?.element.subject {
      inner.site = .init(subject: subject, isSingle: true)
      inner.instance = elements?.element.type
    }
    let body = bindApart(loop.steps, in: inner)
    scope.hide(loop.steps, because: "it is within a `for_each`, and runs once for each element")
    guard let elements else { return nil }
    return .forEach(
      LoopSpec(
        elements: elements.value, subject: elements.element.subject, batch: loop.batch,
        body: body))
  }

  private mutating func repetition(
    _ loop: RepetitionDeclaration, _ scope: inout StepScope
  ) -> StepSpec.Kind? {
    var inner = scope
    inner.isLoop = true
    let body = bind(loop.steps, in: &inner)
    let until = condition(loop.until, "until", inner)
    scope.hide(loop.steps, because: "it is within a `repeat`, and may run more than once")
    return until.map {
      .repetition(until: $0, maximum: loop.maximum, delay: loop.delay, body: body)
    }
  }

  private mutating func attempt(
    _ body: [StepDeclaration], _ rescue: [StepDeclaration], _ always: [StepDeclaration],
    _ scope: inout StepScope
  ) -> StepSpec.Kind {
    let steps = bindApart(body, in: scope)
    scope.hide(body, because: "it is within a `try`, which may fail before it")
    let rescuing = bindApart(rescue, in: scope)
    scope.hide(rescue, because: "it is within a `rescue`, which may not run")
    let closing = bindApart(always, in: scope)
    scope.hide(always, because: "it is within an `always`, which runs whatever happened")
    return .attempt(steps, rescue: rescuing, always: closing)
  }
}

import BlueprintExpressions
import BlueprintModel

/// The steps that hold other steps.
extension StepPlanner {
  /// The most turns of a loop that are planned one by one.
  static let maximumTurns = 100_000

  func block(
    _ step: StepSpec, _ frame: StepFrame, _ outer: inout StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    var inner = frame
    switch step.kind {
    case .sequence(let steps):
      let nodes = try plan(steps, in: &inner)
      outer.steps = inner.steps
      return nodes
    case .parallel(let branches):
      let node = try parallel(branches, inner, &outer)
      return [node]
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise, step, frame)
    case .forEach(let loop): return try forEach(loop, step, frame)
    case .repetition(let until, let maximum, let delay, let steps):
      return try repetition(until, maximum, delay, steps, step, frame)
    case .attempt(let body, let rescue, let always):
      return try attempt(body, rescue, always, step, frame)
    case .call(let name, let inputs): return try call(name, inputs, frame)
    default: return []
    }
  }

  private func parallel(
    _ branches: [StepBranch], _ frame: StepFrame, _ outer: inout StepFrame
  ) throws(EvaluationError) -> PlanNode {
    var nodes: [PlanNode] = []
    for branch in branches {
      var inner = frame.within(frame.path.appending(branch.label))
      nodes.append(.sequence(try plan(branch.steps, in: &inner)))
      outer.steps.merge(inner.steps) { $1 }
    }
    return .parallel(nodes, id: frame.path.id, phase: frame.heading)
  }

  private func conditional(
    _ condition: BoundValue, _ then: [StepSpec], _ otherwise: [StepSpec], _ step: StepSpec,
    _ frame: StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    let condition = try condition.reduced(in: frame.allNames)
    if let known = try condition.literal?.truth {
      var inner = frame.within(frame.path.appending(known ? "then" : "else"))
      return try plan(known ? then : otherwise, in: &inner)
    }
    let first = try body(then, "then", frame)
    let second = try body(otherwise, "else", frame)
    let control = Control.conditional(
      condition.json, then: first.steps, otherwise: second.steps)
    return [.step(draft(step, frame, control, using: [condition], first, second))]
  }

  /// The body `name` of the control step at the frame's path.
  private func body(
    _ steps: [StepSpec], _ name: String, _ frame: StepFrame
  ) throws(EvaluationError) -> StepBody {
    var inner = frame.within(frame.path.body().appending(name))
    return try StepBody(try plan(steps, in: &inner))
  }

  private func repetition(
    _ until: BoundValue, _ maximum: Int, _ delay: Duration, _ steps: [StepSpec],
    _ step: StepSpec, _ frame: StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    var inner = frame.within(frame.path.body(isLoop: true))
    inner.names["iteration"] = .turn("iteration", of: frame.path)
    let body = try StepBody(try plan(steps, in: &inner))
    let until = try until.reduced(in: inner.allNames)
    let control = Control.repetition(
      until: until.json, maximum: maximum, delay: delay, body: body.steps)
    return [.step(draft(step, frame, control, using: [until], body))]
  }

  private func attempt(
    _ steps: [StepSpec], _ rescue: [StepSpec], _ always: [StepSpec], _ step: StepSpec,
    _ frame: StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    let first = try body(steps, "try", frame)
    let second = try body(rescue, "rescue", frame)
    let third = try body(always, "always", frame)
    let control = Control.attempt(first.steps, rescue: second.steps, always: third.steps)
    return [.step(draft(step, frame, control, first, second, third))]
  }

  /// The steps of another action, which knows nothing of what is around it but its inputs.
  private func call(
    _ name: String, _ inputs: [String: BoundValue], _ frame: StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    guard let action = scope.actions[name] else { return [] }
    var values: [String: BoundValue] = [:]
    for (name, value) in inputs { values[name] = try value.reduced(in: frame.allNames) }
    for input in action.declarations {
      guard let value = values[input.name]?.literal,
        let wanted = input.constraints.violation(by: value)
      else { continue }
      throw EvaluationError(
        .invalidArgument, "the input `\(input.name)` of the action `\(name)` must \(wanted)")
    }
    var names = scope.global
    names["inputs"] = BoundValue(map: values)
    var inner = StepFrame(names: names, path: frame.path, phase: frame.phase)
    return try plan(action.steps, in: &inner)
  }
}

extension BoundValue {
  /// The element or the number of the present turn of the loop at `path`.
  static func turn(_ root: String, of path: StepPath) -> BoundValue {
    reference(Reference(root: root, path: [.key(path.text)]))
  }
}

extension Value {
  /// The truth value of a condition.
  fileprivate var truth: Bool {
    get throws(EvaluationError) {
      guard case .boolean(let flag) = self else {
        throw EvaluationError(.wrongType, "a condition needs a boolean, not a \(kind)")
      }
      return flag
    }
  }
}

import BlueprintExpressions
import BlueprintModel

extension StepPlanner {
  /// A loop: over what is known one by one, some at a time; over what is not, by a control step.
  func forEach(
    _ loop: LoopSpec, _ step: StepSpec, _ frame: StepFrame
  ) throws(EvaluationError) -> [PlanNode] {
    let elements = try loop.elements.reduced(in: frame.allNames)
    guard let members = elements.members else {
      return [.step(try lateLoop(loop, over: elements, step, frame))]
    }
    guard members.count <= Self.maximumTurns else {
      throw EvaluationError(
        .invalidArgument, "`for_each` goes over more than \(Self.maximumTurns) elements")
    }
    var turns: [PlanNode] = []
    for (number, member) in members.enumerated() {
      var inner = frame.within(frame.path.element(number))
      inner.names["each"] = member
      inner.names["iteration"] = .literal(.integer(number))
      if loop.subject != nil {
        inner.sites = try present(try scope.sites(of: member))
        inner.isSingle = true
        if inner.sites.isEmpty { continue }
      }
      turns.append(.sequence(try plan(loop.body, in: &inner)))
    }
    return batches(of: turns, loop.batch.size(of: turns.count), frame)
  }

  private func batches(of turns: [PlanNode], _ size: Int, _ frame: StepFrame) -> [PlanNode] {
    guard size > 1 else { return turns }
    return stride(from: 0, to: turns.count, by: size).map { start in
      let path = frame.path.appending("batch").element(start / size)
      return .parallel(
        Array(turns[start..<min(start + size, turns.count)]), id: path.id, phase: frame.heading)
    }
  }

  private func lateLoop(
    _ loop: LoopSpec, over elements: BoundValue, _ step: StepSpec, _ frame: StepFrame
  ) throws(EvaluationError) -> StepDraft {
    var inner = frame.within(frame.path.body(isLoop: true))
    inner.names["each"] = .turn("each", of: frame.path)
    inner.names["iteration"] = .turn("iteration", of: frame.path)
    let body = try StepBody(try plan(loop.body, in: &inner))
    let control = Control.forEach(elements.json, batch: loop.batch, body: body.steps)
    return draft(step, frame, control, using: [elements], body)
  }
}

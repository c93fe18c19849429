import BlueprintExpressions
import BlueprintModel
import Testing

/// What holds within control steps: each body is a plan of its own, and what a step takes from
/// other steps is there when it runs.
extension PlanLaws {
  /// Checks the step at `path`. `base` is the path of the body that it is in, `before` are those
  /// that surely ran: in this body by their relative identity, in outer ones by the whole.
  func checkControl(of step: Step, path: String, base: String, before: Set<StepID>) {
    for json in [step.input, step.when].compactMap({ $0 }) + step.ownControlValues {
      for reference in (try? BoundValue(json: json).references) ?? [] {
        check(reference, of: path, base: base, before: before)
      }
    }
    let known = Set(before.map { StepID(base + $0.description) })
    for body in step.control?.bodies ?? [] { check(body, in: path, step, known) }
  }

  private func check(_ body: [Step], in path: String, _ step: Step, _ outer: Set<StepID>) {
    let base = step.hasTurns ? "\(path)[*]." : "\(path)."
    var ancestors: [StepID: Set<StepID>] = [:]
    for step in body {
      #expect(ancestors[step.id] == nil, "\(step.id) is there twice in \(path)")
      #expect(!step.id.description.contains("/"))
      var before: Set<StepID> = []
      for need in step.needs {
        guard let earlier = ancestors[need] else {
          Issue.record("\(step.id) stands before \(need) in \(path)")
          continue
        }
        before.formUnion(earlier.union([need]))
      }
      ancestors[step.id] = before
      let known = before.map { StepID(base + $0.description) } + outer
      checkControl(
        of: step, path: base + step.id.description, base: "", before: Set(known))
    }
  }

  private func check(
    _ reference: Reference, of path: String, base: String, before: Set<StepID>
  ) {
    guard case .key(let name)? = reference.path.first else { return }
    switch reference.root {
    case "steps":
      // A condition that is asked after each turn sees the steps of the turn.
      let isOwn = name.hasPrefix("\(path)[*].")
      #expect(
        isOwn || before.contains(StepID(name)), "\(path) takes from \(name) too early")
    case "each", "iteration":
      #expect(path.hasPrefix("\(name)[*].") || path == name, "\(path) is not in \(name)")
    default: break
    }
  }
}

extension Step {
  fileprivate var hasTurns: Bool {
    switch control {
    case .forEach, .repetition: true
    default: false
    }
  }

  /// The values that the control step itself evaluates.
  fileprivate var ownControlValues: [Value] {
    switch control {
    case .conditional(let condition, _, _): [condition]
    case .forEach(let items, _, _): [items]
    case .repetition(let until, _, _, _): [until]
    case .approve(let message), .failure(let message): [message]
    case .set(let values): values.map(\.value)
    case .assertion(let condition, let message): [condition, message]
    case .attempt, nil: []
    }
  }

  /// All values within the control step.
  var controlValues: [Value] {
    ownControlValues + [when].compactMap { $0 }
      + (control?.bodies ?? []).flatMap { $0.flatMap { [$0.input] + $0.controlValues } }
  }
}

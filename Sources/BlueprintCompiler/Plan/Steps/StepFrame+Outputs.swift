import BlueprintExpressions
import BlueprintModel

/// What later steps find under `steps`.
extension StepFrame {
  /// Notes the outputs of `step`, which is done at `paths`: several if it runs on a group.
  mutating func remember(_ step: StepSpec, _ paths: [StepPath]) {
    guard let id = step.id, !step.outputs.isEmpty else { return }
    let members = paths.map { path in
      BoundValue.map(
        Dictionary(
          step.outputs.map { ($0.name, BoundValue.output($0.name, of: path)) },
          uniquingKeysWith: { first, _ in first }))
    }
    steps[id] = isList(step) ? BoundValue(list: members) : members.first ?? step.nothing
  }

  private func isList(_ step: StepSpec) -> Bool {
    step.runsOnEach && !(step.site?.isSingle ?? isSingle)
  }

  /// Notes that `steps` and those within them are left out: their outputs are null.
  mutating func forget(_ steps: [StepSpec]) {
    for step in steps {
      if let id = step.id { self.steps[id] = isList(step) ? .literal(.list([])) : step.nothing }
      for body in step.bodies { forget(body) }
    }
  }
}

extension StepSpec {
  /// The outputs of the step if it is left out.
  fileprivate var nothing: BoundValue {
    var names = outputs.map(\.name)
    if case .set(let values, _) = kind { names += values.keys }
    return .literal(.map(ValueMap(names.map { ($0, Value.null) })))
  }
}

extension BoundValue {
  /// The output `name` of the step at `path`.
  static func output(_ name: String, of path: StepPath) -> BoundValue {
    reference(Reference(root: "steps", path: [.key(path.text), .key(name)]))
  }
}

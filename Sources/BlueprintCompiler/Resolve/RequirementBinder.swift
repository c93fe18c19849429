import BlueprintExpressions
import BlueprintModel

/// Gives `requires.NAME.outputs` its types, and its values where they are known.
struct RequirementBinder {
  /// The outputs of deployments by the deployment's name; nil if nobody looked.
  let values: [String: ValueMap]?
  let log: DiagnosticLog

  /// Adds the types of `declarations` to `symbols`, and the values to `constants`.
  func bind(
    _ declarations: [RequirementDeclaration], symbols: inout SymbolTable,
    constants: inout [String: BoundValue]
  ) {
    var known: [String: BoundValue] = [:]
    for declaration in declarations {
      var types: [String: ExpressionType] = [:]
      for output in declaration.outputs {
        types[output.value.name] = (output.value.type?.expressionType ?? .any).asLate
      }
      symbols.requirements[declaration.name] = .init(content: types, place: declaration.place)
      guard let values else { continue }
      let outputs = outputs(of: declaration, in: values)
      known[declaration.name] = BoundValue(map: ["outputs": BoundValue(map: outputs)])
    }
    guard values != nil else { return }
    constants["requires"] = BoundValue(map: known)
  }

  /// The outputs with a value; those without, after a diagnostic, stay unknown.
  private func outputs(
    of declaration: RequirementDeclaration, in values: [String: ValueMap]
  ) -> [String: BoundValue] {
    var outputs: [String: BoundValue] = [:]
    let deployment = declaration.deployment
    let existing = deployment.flatMap { values[$0.value] }
    if let deployment, existing == nil {
      let problem = ReferenceProblem.requirementUnmet(
        declaration.name, deployment: deployment.value, missing: nil)
      log.report(problem, at: deployment.place)
    }
    for output in declaration.outputs {
      let path = [declaration.name, "outputs", output.value.name].map { Reference.Element.key($0) }
      let value = existing.flatMap { self.value(of: output, among: $0, deployment?.value ?? "") }
      outputs[output.value.name] =
        value.map { .literal($0) } ?? .reference(Reference(root: "requires", path: path))
    }
    return outputs
  }

  private func value(
    of output: Located<RequiredOutput>, among existing: ValueMap, _ deployment: String
  ) -> Value? {
    guard let value = existing[output.value.name] else {
      let problem = ReferenceProblem.requirementUnmet(
        deployment, deployment: deployment, missing: output.value.name)
      log.report(problem, at: output.place)
      return nil
    }
    guard let type = output.value.type else { return nil }
    if let converted = value.converted(to: type) { return converted }
    let problem = TypeProblem.wrongType(
      "the output `\(output.value.name)` of `\(deployment)`", wanted: type.wanted,
      found: value.kind)
    log.report(problem, at: output.place)
    return nil
  }
}

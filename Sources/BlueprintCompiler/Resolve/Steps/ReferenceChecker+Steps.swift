import BlueprintExpressions
import BlueprintModel

/// The names that only steps know.
extension ReferenceChecker {
  /// What is found; no binding after a diagnostic.
  struct StepFinding {
    var binding: Binding?
  }

  /// What `located` starts with; nil for a name of the whole blueprint.
  func stepBinding(_ located: LocatedReference, _ scope: StepScope) -> StepFinding? {
    let root = located.reference.root
    switch root {
    case "self":
      guard let service = scope.service else { return nil }
      return StepFinding(
        binding: instance(located, type: symbols.type(of: .service(service)), .service(service)))
    case "instance":
      return StepFinding(
        binding: instance(located, type: scope.instance ?? .any, scope.site?.subject))
    case "each":
      return StepFinding(
        binding: instance(located, type: scope.element?.type ?? .any, scope.element?.subject))
    case "iteration":
      return StepFinding(binding: Binding(root: root, member: nil, type: .integer))
    case "inputs", "steps", "env": return member(located, scope)
    default: return nil
    }
  }

  /// A name below `inputs`, `steps` or `env`; nil for an input of the blueprint.
  private func member(_ located: LocatedReference, _ scope: StepScope) -> StepFinding? {
    let root = located.reference.root
    guard case .key(let name)? = located.reference.path.first else {
      if root == "inputs" { return nil }
      report(ReferenceProblem.incomplete(root), located, part: 0)
      return StepFinding(binding: nil)
    }
    let types =
      switch root {
      case "inputs": scope.inputs
      case "steps": scope.steps
      default: scope.environment
      }
    if let type = types[name] {
      return StepFinding(binding: Binding(root: root, member: name, type: type))
    }
    if root == "inputs" { return nil }
    if root == "steps" {
      reportStep(name, located, scope)
    } else {
      let problem = StepReferenceProblem.noVariable(name, known: types.keys.sorted())
      report(problem, located, part: 0)
    }
    return StepFinding(binding: nil)
  }

  private func reportStep(_ name: String, _ located: LocatedReference, _ scope: StepScope) {
    guard let place = scope.declared[name] else {
      let close = symbols.close(to: name, in: scope.declared)
      return report(StepReferenceProblem.noStep(name, close: close), located, part: 0)
    }
    let reason = scope.hidden[name]?.reason ?? "it comes later"
    log.report(
      StepReferenceProblem.hiddenStep(name, reason: reason), at: located.place(ofPart: 0),
      notes: [Diagnostic.Note("`\(name)` is this step", at: place)])
  }

  private func instance(
    _ located: LocatedReference, type: ExpressionType, _ subject: Need.Subject?
  ) -> Binding? {
    guard isField(located, of: type, isSingle: true, start: 0) else { return nil }
    if case .service(let name)? = subject, !isEndpoint(located, of: name, start: 0) { return nil }
    return Binding(root: located.reference.root, member: nil, type: type)
  }
}

extension SymbolTable {
  /// The type of one instance of `subject`.
  func type(of subject: Need.Subject) -> ExpressionType {
    switch subject {
    case .machines: InstanceType.machine
    case .service(let name):
      services[name]?.content.type ?? .any
    }
  }
}

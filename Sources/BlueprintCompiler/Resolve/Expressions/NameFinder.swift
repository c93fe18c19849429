import BlueprintExpressions
import BlueprintModel

/// Finds what the names in one node mean: declared ones, and the parameters of the template that
/// the node is part of.
struct NameFinder {
  let binder: ValueBinder
  let node: YAMLNode
  let scope: Scope

  /// What a reference was found to be.
  struct Found {
    let binding: ReferenceChecker.Binding
    /// What it needs.
    let needs: [Need]
    /// The value of a template's parameter.
    var parameter: BoundValue?
  }

  /// What `located` means; nil after a diagnostic.
  func find(_ located: LocatedReference) -> Found? {
    if located.reference.root == "parameters", node.frame != 0 { return parameter(located) }
    let checker = ReferenceChecker(
      symbols: binder.symbols, scope: scope, roots: roots, log: binder.log)
    let needs = Need(located).map { [$0] } ?? []
    return checker.check(located).map { Found(binding: $0, needs: needs) }
  }

  /// A template of another file knows nothing of the blueprint but what its parameters are given.
  private var roots: [String] {
    guard node.frame != 0 else { return scope.roots }
    let isForeign = node.file != node.tree.file
    let own = (["self", "deployment"] + StepScope.ownRoots).filter(scope.roots.contains)
    return (isForeign ? own : scope.roots) + ["parameters"]
  }

  private func parameter(_ located: LocatedReference) -> Found? {
    let names = binder.parameters.names(in: node.frame)
    guard case .key(let name)? = located.reference.path.first else {
      binder.log.report(ReferenceProblem.incomplete("parameters"), at: located.place)
      return nil
    }
    guard names.contains(name) else {
      let template = binder.parameters.template(of: node.frame)
      let problem = ComposeProblem.noParameter(name, template: template, known: names)
      binder.log.report(problem, at: located.place(ofPart: 0))
      return nil
    }
    guard let bound = binder.parameters.value(of: name, in: node.frame, scope, binder) else {
      return nil
    }
    let binding = ReferenceChecker.Binding(root: "parameters", member: name, type: bound.type)
    return Found(binding: binding, needs: bound.needs, parameter: bound.value)
  }
}

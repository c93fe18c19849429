import BlueprintExpressions
import BlueprintModel

/// Gives a called action's inputs their values.
struct CallArguments {
  let action: Located<String>
  let inputs: [InputDeclaration]
  /// Where the action is declared.
  let declared: Place

  /// The values of `nodes`, with defaults for the others; nil after a diagnostic.
  func bind(
    _ nodes: [NamedNode], _ binder: inout StepBinder, _ scope: StepScope
  ) -> [String: BoundValue]? {
    let known = Dictionary(inputs.map { ($0.name, $0) }) { first, _ in first }
    var values: [String: BoundValue] = [:]
    var isGood = true
    let given = Set(nodes.map(\.name))
    for node in nodes {
      guard let input = known[node.name] else {
        let problem = StepReferenceProblem.noCallInput(
          node.name, of: action.value,
          known: known.keys.filter { !given.contains($0) }.sorted())
        binder.log.report(problem, at: node.place)
        isGood = false
        continue
      }
      values[node.name] = value(node, input, &binder, scope)
      isGood = isGood && values[node.name] != nil
    }
    for input in inputs where !given.contains(input.name) {
      guard let node = input.defaultValue else {
        binder.log.report(
          StepReferenceProblem.missingCallInput(input.name, of: action.value), at: action.place,
          notes: [Diagnostic.Note("`\(input.name)` is declared here", at: input.place)])
        isGood = false
        continue
      }
      // A default that is not of its type is reported where the action is declared.
      guard let type = input.type, let value = try? InputValueReader.read(node, as: type) else {
        isGood = false
        continue
      }
      values[input.name] = .literal(value)
    }
    return isGood ? values : nil
  }

  private func value(
    _ node: NamedNode, _ input: InputDeclaration, _ binder: inout StepBinder, _ scope: StepScope
  ) -> BoundValue? {
    guard let type = input.type else { return nil }
    if !node.value.hasExpression, let value = try? InputValueReader.read(node.value, as: type) {
      return isWithin(value, node, input, binder.log) ? .literal(value) : nil
    }
    var slot = Slot.any("the input `\(node.name)`")
    slot.allowsSecrets = input.isSecret
    guard let bound = binder.value(node.value, slot, scope) else { return nil }
    guard bound.type.fits(type.expressionType) else {
      let problem = TypeProblem.wrongType(
        slot.name, wanted: type.wanted, found: bound.type.noun)
      binder.log.report(problem, at: node.value.place)
      return nil
    }
    if let value = bound.value.literal, !isWithin(value, node, input, binder.log) { return nil }
    return bound.value
  }

  private func isWithin(
    _ value: Value, _ node: NamedNode, _ input: InputDeclaration, _ log: DiagnosticLog
  ) -> Bool {
    guard let wanted = input.constraints.violation(by: value) else { return true }
    log.report(
      StepTypeProblem.callConstraint(node.name, wanted: wanted), at: node.value.place,
      notes: [Diagnostic.Note("`\(input.name)` is declared here", at: input.place)])
    return false
  }
}

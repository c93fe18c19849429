import BlueprintExpressions
import BlueprintModel

/// The values of steps.
extension StepBinder {
  /// The value of `node` in `scope`; nil after a diagnostic.
  mutating func value(_ node: YAMLNode, _ slot: Slot, _ scope: StepScope) -> Bound? {
    guard let bound = binder.bind(node, slot, in: .step(scope)) else { return nil }
    needs += bound.needs
    return bound
  }

  /// Text that others may see; nil also if there is no node.
  mutating func text(_ node: YAMLNode?, _ name: String, _ scope: StepScope) -> BoundValue? {
    node.flatMap { value($0, .openText(name), scope)?.value }
  }

  /// A truth value; nil also if there is no node.
  mutating func condition(
    _ node: YAMLNode?, _ name: String, _ scope: StepScope
  ) -> BoundValue? {
    node.flatMap { value($0, .typed(name, .boolean), scope)?.value }
  }

  /// Private texts by name.
  mutating func texts(_ nodes: [NamedNode], _ scope: StepScope) -> [String: BoundValue] {
    var values: [String: BoundValue] = [:]
    for node in nodes {
      values[node.name] = value(node.value, .privateText(node.name), scope)?.value
    }
    return values
  }

  /// The variables of `nodes`, which `scope` knows from here on.
  mutating func environment(
    _ nodes: [NamedNode], _ scope: inout StepScope
  ) -> [EnvironmentVariable] {
    var variables: [EnvironmentVariable] = []
    var types: [String: ExpressionType] = [:]
    for node in nodes {
      let bound = value(node.value, .privateText(node.name), scope)
      types[node.name] = bound?.type.holdsSecret == true ? .string.asSecret : .string
      guard let bound else { continue }
      variables.append(EnvironmentVariable(name: node.name, value: bound.value))
    }
    scope.environment.merge(types) { $1 }
    return variables
  }
}

import BlueprintModel

/// The steps about values and control: `set assert approve call`.
extension BlueprintDecoder {
  func valueStep(_ key: StepKey, _ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    switch key {
    case .set: .set(named(fields.members(.set, named: "a value", pattern: .variable)))
    case .assert: assertion(fields)
    case .approve: approval(fields)
    default: call(fields)
    }
  }

  func named(_ members: [Fields<StepKey>.Member]) -> [NamedNode] {
    members.map { NamedNode(name: $0.name, place: $0.place, value: $0.value) }
  }

  /// `assert: CONDITION`, or a map with a message.
  private func assertion(_ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    guard let node = fields[.assert] else { return nil }
    if node.kind == .scalar { return .assert(that: node, message: nil) }
    let parts = Fields<AssertKey>(node, at: fields.place(of: .assert) ?? node.place, log: log)
    let message = parts.scalarNode(.message)
    return parts.scalarNode(.that, wanted: "a condition").map {
      .assert(that: $0, message: message)
    }
  }

  /// `approve: MESSAGE`, or a map with the message.
  private func approval(_ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    guard let node = fields[.approve] else { return nil }
    if node.kind == .scalar { return .approve(node) }
    let parts = Fields<ApproveKey>(node, at: fields.place(of: .approve) ?? node.place, log: log)
    return parts.scalarNode(.message).map { .approve($0) }
  }

  /// `call: ACTION`, or a map with inputs.
  private func call(_ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    guard let node = fields[.call] else { return nil }
    if node.kind == .scalar {
      return fields.reference(.call).map { .call(qualified($0), inputs: []) }
    }
    let parts = Fields<CallKey>(node, at: fields.place(of: .call) ?? node.place, log: log)
    let inputs = named(parts.members(.inputs, named: nil))
    return parts.reference(.action).map { .call(qualified($0), inputs: inputs) }
  }

  /// The action's name as the blueprint itself knows it: an imported file names its own without
  /// a namespace.
  private func qualified(_ name: Located<String>) -> Located<String> {
    let known = imports.qualified(name.value, in: name.place.file)
    return Located(known ?? name.value, at: name.place)
  }
}

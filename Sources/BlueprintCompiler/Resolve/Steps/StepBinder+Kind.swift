import BlueprintExpressions
import BlueprintModel

extension StepBinder {
  /// What the step does; nil after a diagnostic. `scope` is left as it is after the step.
  mutating func kind(
    _ declaration: StepDeclaration, _ scope: inout StepScope
  ) -> StepSpec.Kind? {
    switch declaration.kind {
    case .run(let node): return text(node, "run", scope).map { .run($0) }
    case .script(let node):
      return files.read(node, "script").map {
        .run(.literal(.string(String(decoding: $0.bytes, as: UTF8.self))))
      }
    case .file(let file, let owner, let group):
      return self.file(file, owner, group, scope).map { .file($0) }
    case .fetch(let path, let artifact):
      return text(path, "path", scope).map { .fetch(path: $0, artifact: artifact.value) }
    case .http(let request): return self.request(request, scope).map { .http($0) }
    case .wait(let span): return .wait(span)
    case .waitUntil(let wait): return self.wait(wait, declaration, scope).map { .waitUntil($0) }
    case .service(let control):
      guard service(for: "service", declaration, scope) != nil else { return nil }
      return .service(control)
    case .machine(let verb, let nodes): return machine(verb, nodes, scope)
    case .set(let nodes): return set(nodes, declaration, &scope)
    default: return control(declaration, &scope)
    }
  }

  private mutating func control(
    _ declaration: StepDeclaration, _ scope: inout StepScope
  ) -> StepSpec.Kind? {
    switch declaration.kind {
    case .assert(let that, let message):
      let message =
        message.map { text($0, "message", scope) }
        ?? .literal(.string("`\(that.text)` is not true"))
      guard let condition = condition(that, "assert", scope), let message else { return nil }
      return .assertion(condition, message: message)
    case .fail(let node): return text(node, "fail", scope).map { .failure($0) }
    case .approve(let node): return text(node, "approve", scope).map { .approve($0) }
    case .call(let action, let inputs): return call(action, inputs, scope)
    default: return block(declaration, &scope)
    }
  }

  private mutating func machine(
    _ verb: MachineVerb, _ nodes: [NamedNode], _ scope: StepScope
  ) -> StepSpec.Kind? {
    var arguments: [String: BoundValue] = [:]
    for node in nodes {
      let slot: Slot =
        switch node.name {
        case "cpus": .typed("cpus", .number)
        case "memory": .typed("memory", .size)
        default: .openText(node.name)
        }
      guard let bound = value(node.value, slot, scope) else { return nil }
      arguments[node.name] = bound.value
    }
    return .machine(verb, arguments)
  }

  /// A secret is not kept by the step but put in its place wherever it is used, so that no
  /// journal holds it.
  private mutating func set(
    _ nodes: [NamedNode], _ declaration: StepDeclaration, _ scope: inout StepScope
  ) -> StepSpec.Kind? {
    var values: [String: BoundValue] = [:]
    var types: [String: ExpressionType] = [:]
    var secrets: Set<String> = []
    for node in nodes {
      var slot = Slot.any(node.name)
      slot.allowsSecrets = true
      let bound = value(node.value, slot, scope)
      types[node.name] = bound?.type ?? .any
      values[node.name] = bound?.value
      if bound?.type.holdsSecret == true { secrets.insert(node.name) }
    }
    if let id = declaration.id?.value {
      scope.steps[id] = .object(types)
    } else {
      log.report(StepReferenceProblem.namelessSet, at: declaration.place)
    }
    return .set(values, secrets: secrets)
  }

  private mutating func call(
    _ action: Located<String>, _ nodes: [NamedNode], _ scope: StepScope
  ) -> StepSpec.Kind? {
    guard let symbol = symbols.actions[action.value] else {
      let close = symbols.close(to: action.value, in: symbols.actions.mapValues(\.place))
      log.report(ReferenceProblem.noAction(action.value, close: close), at: action.place)
      return nil
    }
    needs += actionNeeds[action.value] ?? []
    let arguments = CallArguments(
      action: action, inputs: symbol.content.inputs, declared: symbol.place)
    return arguments.bind(nodes, &self, scope).map { .call(action.value, inputs: $0) }
  }
}

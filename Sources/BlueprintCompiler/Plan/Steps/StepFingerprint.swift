import BlueprintExpressions
import BlueprintModel

/// What of a hook's steps counts when an earlier run of them is compared with the blueprint.
///
/// What a step takes from earlier steps, from a loop or from its place is not known when two
/// blueprints are compared, so it counts by its text, and what else is in that text by its value.
struct StepFingerprint {
  let names: [String: BoundValue]
  /// The actions that steps can call.
  let actions: [String: ActionSpec]

  /// The names that only a run gives a value.
  private static let inner = Set(["steps", "each", "iteration", "instance", "env", "inputs"])

  /// The fingerprint of `steps`.
  func of(_ steps: [StepSpec]) throws(EvaluationError) -> BoundValue {
    var list: [BoundValue] = []
    for step in steps { list.append(try of(step)) }
    return .list(list)
  }

  private func of(_ step: StepSpec) throws(EvaluationError) -> BoundValue {
    var parts: [String: BoundValue] = [:]
    var environment: [String: BoundValue] = [:]
    for variable in step.environment { environment[variable.name] = try of(variable.value) }
    parts["env"] = .map(environment)
    if let site = step.site { parts["on"] = Self.text(site.instances) }
    if let user = step.user { parts["user"] = try of(user) }
    if let directory = step.directory { parts["cwd"] = try of(directory) }
    if let input = step.input { parts["stdin"] = try of(input) }
    if let when = step.when { parts["when"] = try of(when) }
    if let unless = step.unless { parts["unless"] = try of(unless) }
    if let creates = step.creates { parts["creates"] = try of(creates) }
    if !step.outputs.isEmpty { parts["outputs"] = .literal(.list(step.outputs.map(\.json))) }
    if let id = step.id { parts["id"] = .literal(.string(id)) }
    if step.continuesOnError { parts["continue_on_error"] = .literal(true) }
    parts.merge(try of(step.kind)) { $1 }
    return .map(parts)
  }

  private func of(_ kind: StepSpec.Kind) throws(EvaluationError) -> [String: BoundValue] {
    switch kind {
    case .run(let script): return ["run": try of(script)]
    case .wait(let span): return ["wait": .literal(.duration(span))]
    case .waitUntil(let wait): return ["wait": try of(wait)]
    case .service(let control): return ["service": .literal(.string(control.rawValue))]
    case .file(let file):
      return [
        "file": .list([
          try of(file.path), try of(file.content), .literal(.integer(file.mode)),
          try of(file.owner), try of(file.group),
        ])
      ]
    case .fetch(let path, let artifact):
      return ["fetch": .list([try of(path), .literal(.string(artifact))])]
    case .machine(let verb, let arguments):
      return ["machine": .literal(.string(verb.rawValue)), "arguments": try of(arguments)]
    case .http(let request): return ["http": try of(request)]
    default: return try ofControl(kind)
    }
  }

  private func ofControl(_ kind: StepSpec.Kind) throws(EvaluationError) -> [String: BoundValue] {
    switch kind {
    case .set(let values, _): return ["set": try of(values)]
    case .assertion(let condition, _): return ["assert": try of(condition)]
    case .failure(let message): return ["fail": try of(message)]
    case .approve(let message): return ["approve": try of(message)]
    case .call(let name, let inputs):
      return [
        "call": .literal(.string(name)), "inputs": try of(inputs),
        "steps": try of(actions[name]?.steps ?? []),
      ]
    case .sequence(let steps): return ["sequence": try of(steps)]
    case .parallel(let branches):
      var list: [BoundValue] = []
      for branch in branches { list.append(try of(branch.steps)) }
      return ["parallel": .list(list)]
    case .conditional(let condition, let then, let otherwise):
      return ["if": try of(condition), "then": try of(then), "else": try of(otherwise)]
    case .forEach(let loop):
      let elements = loop.subject == nil ? try of(loop.elements) : Self.text(loop.elements)
      return ["for_each": elements, "do": try of(loop.body)]
    case .repetition(let until, let maximum, _, let body):
      return [
        "until": try of(until), "max": .literal(.integer(maximum)), "repeat": try of(body),
      ]
    case .attempt(let body, let rescue, let always):
      return ["try": try of(body), "rescue": try of(rescue), "always": try of(always)]
    default: return [:]
    }
  }

  private func of(_ wait: WaitSpec) throws(EvaluationError) -> BoundValue {
    switch wait.condition {
    case .healthy: return .literal("healthy")
    case .port(let port): return .literal(.integer(port))
    case .probe(.tcp(let endpoint)): return .literal(["tcp": .string(endpoint)])
    case .probe(.http(let endpoint, let path, let status)):
      return .literal([
        "http": .string(endpoint), "path": .string(path), "status": .integer(status),
      ])
    case .probe(.run(let script)): return .map(["run": try of(script)])
    }
  }

  private func of(_ request: RequestSpec) throws(EvaluationError) -> BoundValue {
    var parts = ["method": BoundValue.literal(.string(request.method))]
    switch request.address {
    case .url(let url): parts["url"] = try of(url)
    case .endpoint(let endpoint, let path):
      parts["endpoint"] = .literal(.string(endpoint))
      parts["path"] = try of(path)
    }
    parts["headers"] = try of(request.headers)
    parts["body"] = try of(request.body)
    return .map(parts)
  }

  private func of(_ values: [String: BoundValue]) throws(EvaluationError) -> BoundValue {
    var found: [String: BoundValue] = [:]
    for (name, value) in values { found[name] = try of(value) }
    return .map(found)
  }

  private func of(_ value: BoundValue?) throws(EvaluationError) -> BoundValue {
    guard let value else { return .literal(.null) }
    let references = value.references
    guard references.contains(where: { Self.inner.contains($0.root) }) else {
      return try value.reduced(in: names)
    }
    var others: [String: BoundValue] = [:]
    for reference in references where !Self.inner.contains(reference.root) {
      others[reference.description] = try BoundValue.reference(reference).reduced(in: names)
    }
    return .map(["text": Self.text(value), "names": .map(others)])
  }

  private static func text(_ value: BoundValue) -> BoundValue {
    .literal(.string(value.json.canonicalJSON))
  }
}

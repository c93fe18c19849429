import BlueprintModel

/// The keys of a step: its kind and its modifiers.
enum StepKey: String, ConstructKey {
  case run, wait, service, env, timeout, name

  static let construct = "a step"
  static let unsupported = [
    "script", "file", "fetch", "http", "machine", "set", "assert", "fail", "approve", "call",
    "sequence", "parallel", "if", "then", "else", "for_each", "do", "batch", "repeat", "until",
    "max", "try", "rescue", "always", "id", "on", "user", "cwd", "when", "retry", "unless",
    "creates", "idempotency", "outputs", "continue_on_error",
  ]
}

/// The keys of a `wait` that is not for `healthy`.
enum WaitKey: String, ConstructKey {
  case span = "for"

  static let construct = "a wait"
  static let required: [WaitKey] = [.span]
  static let unsupported = ["tcp", "http", "run"]
}

extension BlueprintDecoder {
  /// The longest a step may take, unless it says.
  static let defaultStepTimeout = Duration.seconds(600)

  /// The steps under `key`.
  func steps<Key>(_ fields: Fields<Key>, _ key: Key) -> [StepDeclaration] {
    fields.list(key).compactMap(step)
  }

  private func step(_ node: YAMLNode) -> StepDeclaration? {
    let fields = Fields<StepKey>(node, at: node.place, log: log)
    let timeout = fields.duration(.timeout, minimum: .milliseconds(1))
    let environment = environment(fields, .env)
    let name = fields.text(.name) ?? ""
    guard let key = fields.exactlyOne(of: [.run, .wait, .service], at: node.firstPlace),
      let kind = kind(key, fields)
    else { return nil }
    return StepDeclaration(
      name: name, kind: kind, environment: environment,
      timeout: timeout ?? Self.defaultStepTimeout, place: node.firstPlace)
  }

  private func kind(_ key: StepKey, _ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    switch key {
    case .wait: return fields[.wait].flatMap { wait($0, at: fields.place(of: .wait)) }
    case .service: return fields.choice(.service, of: ServiceControl.self).map { .service($0) }
    default: return fields.scalarNode(.run).map { .run($0) }
    }
  }

  private func wait(_ node: YAMLNode, at place: Place?) -> StepDeclaration.Kind? {
    if node.kind == .scalar {
      if node.text == "healthy" { return .waitHealthy }
      let problem = DecodeProblem.wrongKind(
        "wait", wanted: "`healthy` or `{for: 5s}`", found: "`\(node.text)`")
      log.report(problem, at: node.place)
      return nil
    }
    let fields = Fields<WaitKey>(node, at: place ?? node.place, log: log)
    return fields.duration(.span).map { .wait($0) }
  }
}

import BlueprintModel

extension BlueprintDecoder {
  /// The steps under `key`.
  func steps<Key>(_ fields: Fields<Key>, _ key: Key) -> [StepDeclaration] {
    fields.list(key).compactMap(step)
  }

  /// An action of the blueprint, or of an imported file whose names start with `prefix`.
  func action(_ member: Fields<BlueprintKey>.Member, prefix: String = "") -> ActionDeclaration {
    let fields = Fields<ActionKey>(member.value, at: member.place, log: log)
    return ActionDeclaration(
      name: prefix + member.name, place: member.place,
      description: fields.text(.description) ?? "",
      inputs: fields.members(.inputs, named: "an input", pattern: .variable).map(input),
      steps: steps(fields, .steps))
  }

  /// The step that `node` describes; nil after a diagnostic.
  func step(_ node: YAMLNode) -> StepDeclaration? {
    let fields = Fields<StepKey>(node, at: node.place, log: log)
    let key = fields.exactlyOne(of: StepKey.kinds, at: node.firstPlace)
    if let key { check(fields, of: key) }
    let modifiers = modifiers(fields, of: key)
    let id = id(fields)
    let name = fields.text(.name) ?? ""
    guard let key, let kind = kind(key, fields) else { return nil }
    return StepDeclaration(
      key: key, id: id, name: name, kind: kind, modifiers: modifiers,
      place: fields.place(of: key) ?? node.firstPlace)
  }

  /// Reports what does not belong to a step of the kind `kind`, and what it lacks.
  private func check(_ fields: Fields<StepKey>, of kind: StepKey) {
    for key in StepKey.allCases {
      guard let place = fields.place(of: key) else { continue }
      if let owner = StepKey.companions[key], owner != kind {
        log.report(
          StepProblem.strayCompanion(key.rawValue, of: owner.rawValue, on: kind.rawValue),
          at: place)
      } else if StepKey.modifiers.contains(key), !kind.allowedModifiers.contains(key) {
        let allowed = StepKey.modifiers.filter(kind.allowedModifiers.contains).map(\.rawValue)
        log.report(
          StepProblem.uselessModifier(key.rawValue, on: kind.rawValue, allowed: allowed),
          at: place)
      }
    }
    for key in kind.requiredCompanions where fields[key] == nil {
      let problem = DecodeProblem.missingKey(
        key.rawValue, construct: "a step with `\(kind.rawValue)`")
      log.report(problem, at: fields.place(of: kind))
    }
  }

  private func id(_ fields: Fields<StepKey>) -> Located<String>? {
    guard let id = fields.reference(.id) else { return nil }
    if NamePattern.variable.matches(id.value) { return id }
    let problem = DecodeProblem.badName(id.value, construct: "a step", .variable)
    log.report(problem, at: id.place)
    return nil
  }

  private func kind(_ key: StepKey, _ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    switch key {
    case .run: fields.scalarNode(.run).map { .run($0) }
    case .script: fields.scalarNode(.script).map { .script($0) }
    case .file: fileStep(fields)
    case .fetch: fetchStep(fields)
    case .http: httpStep(fields)
    case .wait: waitStep(fields)
    case .service: fields.choice(.service, of: ServiceControl.self).map { .service($0) }
    case .machine: machineStep(fields)
    case .fail: fields.scalarNode(.fail).map { .fail($0) }
    case .set, .assert, .approve, .call: valueStep(key, fields)
    default: block(key, fields)
    }
  }
}

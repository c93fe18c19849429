import BlueprintModel

/// The steps that bring files, fetch them, and act on machines.
extension BlueprintDecoder {
  func fileStep(_ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    guard let node = fields[.file] else { return nil }
    let place = fields.place(of: .file) ?? node.place
    let parts = Fields<FileStepKey>(node, at: place, log: log)
    let (owner, group) = (parts.scalarNode(.owner), parts.scalarNode(.group))
    let mode = parts.scalarNode(.mode).flatMap(mode)
    let key = parts.exactlyOne(of: [.content, .template, .source], at: place)
    guard let dest = parts.scalarNode(.dest, wanted: "a path"), let key,
      let text = parts.scalarNode(key)
    else { return nil }
    if !dest.hasExpression { checkPath(dest) }
    let content: FileDeclaration.Content =
      switch key {
      case .template: .template(text)
      case .source: .source(text)
      default: .text(text)
      }
    return .file(
      FileDeclaration(path: dest, content: content, mode: mode), owner: owner, group: group)
  }

  func fetchStep(_ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    guard let node = fields[.fetch] else { return nil }
    let parts = Fields<FetchKey>(node, at: fields.place(of: .fetch) ?? node.place, log: log)
    let artifact = parts.reference(.artifact)
    if let artifact, !NamePattern.variable.matches(artifact.value) {
      let problem = DecodeProblem.badName(artifact.value, construct: "an artifact", .variable)
      log.report(problem, at: artifact.place)
      return nil
    }
    guard let path = parts.scalarNode(.path, wanted: "a path"), let artifact else { return nil }
    return .fetch(path: path, artifact: artifact)
  }

  /// `machine: VERB`, or a map of one verb and its argument.
  func machineStep(_ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    guard let node = fields[.machine] else { return nil }
    let place = fields.place(of: .machine) ?? node.place
    if node.kind == .scalar {
      guard let verb = fields.choice(.machine, of: MachineVerb.self) else { return nil }
      guard !verb.needsArgument else {
        log.report(StepProblem.bareMachineVerb(verb.rawValue), at: node.place)
        return nil
      }
      return .machine(verb, [])
    }
    let parts = Fields<MachineStepKey>(node, at: place, log: log)
    guard let key = parts.exactlyOne(of: MachineStepKey.allCases, at: place),
      let verb = MachineVerb(rawValue: key.rawValue), let value = parts[key]
    else { return nil }
    return arguments(of: verb, value, parts, key).map { .machine(verb, $0) }
  }

  private func arguments(
    of verb: MachineVerb, _ node: YAMLNode, _ fields: Fields<MachineStepKey>,
    _ key: MachineStepKey
  ) -> [NamedNode]? {
    if verb == .resize {
      let parts = Fields<ResizeKey>(node, at: fields.place(of: key) ?? node.place, log: log)
      let given = parts.present(ResizeKey.allCases).compactMap { key in
        parts.scalarNode(key, wanted: key == .cpus ? "a number" : "a size").map {
          NamedNode(name: key.rawValue, place: $0.place, value: $0)
        }
      }
      return given
    }
    guard let node = fields.scalarNode(key) else { return nil }
    if let choices = verb.choices, !node.hasExpression, !choices.contains(node.text) {
      let problem = DecodeProblem.notOneOf(key.rawValue, text: node.text, choices: choices)
      log.report(problem, at: node.place)
      return nil
    }
    return verb.argument.map { [NamedNode(name: $0, place: node.place, value: node)] } ?? []
  }
}

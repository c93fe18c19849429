import BlueprintModel

extension BlueprintDecoder {
  /// Checks the shape of the templates of the blueprint; their bodies are read where they are
  /// used.
  func checkTemplates(_ fields: Fields<BlueprintKey>) {
    for member in fields.members(.templates, named: "a template") where !member.value.isNull {
      let template = Fields<TemplateKey>(member.value, at: member.place, log: log)
      _ = template.text(.description)
      _ = template.exactlyOne(of: [.machine, .service], at: member.place)
      for key in [TemplateKey.machine, .service] {
        guard let body = template[key], body.kind != .map else { continue }
        template.reportKind(body, key, wanted: "a map")
      }
      _ = parameters(template[.parameters])
    }
  }

  /// The uses of templates in `tree`, in its order.
  func frames(of tree: YAMLTree) -> [FrameDeclaration] {
    var known: [UInt32: [String: InputDeclaration]] = [:]
    return tree.frames.map { frame in
      let parameters: [String: InputDeclaration]
      if let index = frame.parameters?.index, let found = known[index] {
        parameters = found
      } else {
        let declared = frame.parameters.map { self.parameters(tree.node($0)) } ?? []
        parameters = Dictionary(declared.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        if let index = frame.parameters?.index { known[index] = parameters }
      }
      return FrameDeclaration(
        kind: frame.kind, template: frame.template, use: frame.use, parameters: parameters,
        arguments: frame.arguments.map { arguments(tree.node($0)) } ?? [])
    }
  }

  /// The templates that nobody uses.
  func samples(_ samples: [TemplateSample], in tree: YAMLTree) -> [TemplateDeclaration] {
    samples.compactMap { sample in
      let name = Frame.sampleName(sample.name)
      let body = tree.node(sample.body)
      guard body.kind == .map else { return nil }
      let member = (name: name, place: sample.place, key: body, value: body)
      return sample.key == .machine
        ? .machine(machine(member, isWhole: false)) : .service(service(member, isWhole: false))
    }
  }

  private func parameters(_ node: YAMLNode?) -> [InputDeclaration] {
    guard let node else { return [] }
    guard node.kind == .map else {
      let key = TemplateKey.parameters.rawValue
      let problem = DecodeProblem.wrongKind(key, wanted: "a map", found: node.kindName)
      log.report(problem, at: node.place)
      return []
    }
    return node.entries.map { key, value in
      if !NamePattern.variable.matches(key.text) {
        let problem = DecodeProblem.badName(key.text, construct: "a parameter", .variable)
        log.report(problem, at: key.place)
      }
      return input((name: key.text, place: key.place, key: key, value: value))
    }
  }

  private func arguments(_ node: YAMLNode) -> [NamedNode] {
    guard node.kind == .map else {
      let problem = DecodeProblem.wrongKind(
        TemplateUseKey.with, wanted: "a map", found: node.kindName)
      log.report(problem, at: node.place)
      return []
    }
    return node.entries.compactMap { key, value in
      value.isNull ? nil : NamedNode(name: key.text, place: key.place, value: value)
    }
  }
}

extension YAMLTree {
  /// The node that `reference` refers to.
  func node(_ reference: NodeReference) -> YAMLNode {
    YAMLNode(tree: self, index: reference.index, origin: reference.origin)
  }
}

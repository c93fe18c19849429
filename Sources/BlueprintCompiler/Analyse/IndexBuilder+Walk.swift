import BlueprintExpressions
import BlueprintModel

extension IndexBuilder {
  /// Adds the names that `file` uses.
  mutating func walk(_ file: String) {
    guard let root = documents[file]?.tree.root else { return }
    walk(sectionsOf: root, NameContext(file: file))
  }

  private mutating func walk(sectionsOf root: YAMLNode, _ context: NameContext) {
    for (key, value) in root.entries {
      let section = key.text
      let shape = schema.property(section, of: schema.root)
      if section == "profiles", !context.isPatch {
        var inner = context
        inner.isPatch = true
        for (_, patch) in value.entries { walk(sectionsOf: patch, inner) }
      } else if let kind = Self.kinds[section], value.kind == .map {
        for (name, member) in value.entries {
          if context.isPatch, let symbol = symbol(kind, name.text, in: context.file) {
            index.add(use: symbol, at: place(of: name))
          }
          let inner = shape.flatMap { schema.property(name.text, of: $0) }
          walk(member, inner, context.entering(name.text, of: section))
        }
      } else {
        walk(value, shape, context)
      }
    }
  }

  /// Adds the names within `node`; `role` is what a text names there.
  private mutating func walk(
    _ node: YAMLNode, _ shape: Int?, _ context: NameContext, role: NameRole? = nil
  ) {
    switch node.kind {
    case .scalar: scalar(node, context, role)
    case .list:
      guard isNew(node) else { return }
      for element in node.elements {
        walk(element, shape.flatMap { schema.items(of: $0) }, context, role: role)
      }
    case .map:
      guard isNew(node) else { return }
      map(node, shape, context)
    }
  }

  private mutating func isNew(_ node: YAMLNode) -> Bool {
    walked.insert(Position(file: node.file, node: node.index)).inserted
  }

  private mutating func map(_ node: YAMLNode, _ shape: Int?, _ context: NameContext) {
    let construct = shape.flatMap { schema.construct(of: $0) }
    if let name = node["template"]?.text, let arguments = node["with"],
      let template = template(name, in: context.file)
    {
      addArguments(arguments, of: template)
    }
    for (key, value) in node.entries {
      let inner = shape.flatMap { schema.property(key.text, of: $0) }
      if key.text == "endpoints", construct == "service" {
        addEndpoints(value, context)
      }
      if key.hasExpression { scalar(key, context, nil) }
      walk(value, inner, context, role: NameRole.of(key.text, in: construct))
    }
  }

  private mutating func addArguments(_ arguments: YAMLNode, of template: Owner) {
    for (key, _) in arguments.entries {
      let symbol = Symbol(
        kind: .parameter, file: template.file, owner: template.name, name: key.text)
      if index[symbol] != nil { index.add(use: symbol, at: place(of: key)) }
    }
  }

  private mutating func addEndpoints(_ node: YAMLNode, _ context: NameContext) {
    let owner = Owner(file: context.file, name: context.subject)
    for (key, _) in node.entries {
      guard let symbol = endpoint(key.text, of: owner) else { continue }
      index.add(use: symbol, at: place(of: key))
    }
  }

  private mutating func scalar(_ node: YAMLNode, _ context: NameContext, _ role: NameRole?) {
    if let role { name(node, role, context) }
    if node.hasExpression { expressions(node, context) }
  }
}

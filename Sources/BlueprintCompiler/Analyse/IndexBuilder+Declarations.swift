import BlueprintModel

extension IndexBuilder {
  /// The sections at the top of a file whose keys are names.
  static let sections: [(key: String, kind: Symbol.Kind)] = [
    ("imports", .namespace), ("inputs", .input), ("locals", .local), ("targets", .target),
    ("profiles", .profile), ("templates", .template), ("machines", .machine),
    ("services", .service), ("actions", .action), ("schedules", .schedule),
    ("requires", .requirement), ("policies", .policy), ("outputs", .output),
  ]

  static let kinds = Dictionary(
    sections.map { ($0.key, $0.kind) }, uniquingKeysWith: { first, _ in first })

  /// Adds what `file` declares; what its profiles alone declare comes last.
  mutating func declare(_ file: String) {
    guard let root = documents[file]?.tree.root else { return }
    declare(sectionsOf: root, in: file, isPatch: false)
    for (_, patch) in root["profiles"]?.entries ?? root.noEntries {
      declare(sectionsOf: patch, in: file, isPatch: true)
    }
  }

  private mutating func declare(sectionsOf root: YAMLNode, in file: String, isPatch: Bool) {
    for (section, kind) in Self.sections {
      for (key, value) in root[section]?.entries ?? root.noEntries {
        if isPatch, value.isNull { continue }
        declare(kind, key, value, section: section, in: file, isPatch: isPatch)
      }
    }
  }

  private mutating func declare(
    _ kind: Symbol.Kind, _ key: YAMLNode, _ value: YAMLNode, section: String, in file: String,
    isPatch: Bool
  ) {
    var declaration = declaration(kind, key, value, in: file)
    declaration.isPatch = isPatch
    if isPatch, index[declaration.symbol] != nil { return }
    let owner = Owner(file: file, name: "\(section).\(key.text)")
    var body = value
    switch kind {
    case .template:
      declare(.parameter, in: value["parameters"], of: owner)
      body = value["service"] ?? value["machine"] ?? value
    case .action: declare(.input, in: value["inputs"], of: owner)
    default: break
    }
    declaration.template = body["template"]?.text
    if let template = declaration.template { templates[owner] = template }
    for (key, value) in body["endpoints"]?.entries ?? body.noEntries {
      endpoints[owner, default: [:]][key.text] = NamedEntry(key: key, value: value)
    }
    index.declare(declaration)
  }

  private mutating func declare(_ kind: Symbol.Kind, in map: YAMLNode?, of owner: Owner) {
    for (key, value) in map?.entries.map({ $0 }) ?? [] {
      index.declare(declaration(kind, key, value, in: owner.file, of: owner.name))
    }
  }

  /// Adds the endpoints; one that a template has, too, is a use of the template's.
  mutating func declareEndpoints() {
    for (owner, entries) in endpoints {
      for (name, entry) in entries {
        guard let symbol = endpoint(name, of: owner) else { continue }
        if symbol.file == owner.file, symbol.owner == owner.name {
          index.declare(
            declaration(.endpoint, entry.key, entry.value, in: owner.file, of: owner.name))
        } else {
          index.add(use: symbol, at: place(of: entry.key))
        }
      }
    }
  }

  private func declaration(
    _ kind: Symbol.Kind, _ key: YAMLNode, _ value: YAMLNode, in file: String,
    of owner: String = ""
  ) -> Declaration {
    let place = place(of: key)
    let end = max(value.range.end, key.range.end)
    var declaration = Declaration(
      symbol: Symbol(kind: kind, file: file, owner: owner, name: key.text), place: place,
      extent: Place(file: file, range: SourceRange(start: key.range.start, end: end)))
    declaration.description = value["description"]?.text ?? ""
    describe(&declaration, value)
    return declaration
  }

  private func describe(_ declaration: inout Declaration, _ value: YAMLNode) {
    switch declaration.symbol.kind {
    case .input, .parameter:
      let items = value["items"].map { " of \($0.text)" } ?? ""
      declaration.type = (value["type"]?.text ?? "") + items
      declaration.isSecret = value["secret"].map { $0.text != "false" } ?? false
      guard !declaration.isSecret, let given = value["default"], given.kind == .scalar else {
        return
      }
      declaration.value = .string(given.text)
    case .endpoint:
      let port = value["port"]?.text ?? ""
      declaration.type = "\(value["protocol"]?.text ?? "tcp"), port \(port)"
    case .target: declaration.type = value["provider"]?.text ?? ""
    case .machine: declaration.type = value["target"].map { "of `\($0.text)`" } ?? ""
    case .service: declaration.type = value["on"].map { "on `\($0.text)`" } ?? ""
    case .template:
      declaration.type =
        value["machine"] != nil
        ? "makes a machine group" : value["service"] != nil ? "makes a service" : ""
    case .namespace: declaration.type = value.text
    default: break
    }
  }
}

extension YAMLNode {
  /// The entries of a map that there is not.
  var noEntries: Entries { Entries(tree: tree, origin: origin, first: 0, count: 0) }
}

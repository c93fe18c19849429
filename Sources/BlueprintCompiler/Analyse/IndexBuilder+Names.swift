import BlueprintExpressions
import BlueprintModel

extension IndexBuilder {
  /// Adds what the text `node` names.
  mutating func name(_ node: YAMLNode, _ role: NameRole, _ context: NameContext) {
    let text = node.text
    guard !node.isNull, !text.isEmpty else { return }
    switch role {
    case .mustache, .file: file(node, role, context)
    case .template: templateName(node, context)
    case .instance:
      guard !node.hasExpression, let template = try? Template(parsing: "${\(text)}") else { return }
      add(template.references, of: node, shiftedBy: -2, context)
    case .endpoint:
      let owner = Owner(file: context.file, name: context.subject)
      if let symbol = endpoint(text, of: owner) { index.add(use: symbol, at: place(of: node)) }
    case .subject:
      let found =
        symbol(.service, text, in: context.file) ?? symbol(.machine, text, in: context.file)
      if let found { index.add(use: found, at: place(of: node), isNeed: true) }
    case .target, .machine, .action:
      let kind: Symbol.Kind =
        role == .target ? .target : role == .machine ? .machine : .action
      guard let found = symbol(kind, text, in: context.file) else { return }
      index.add(use: found, at: place(of: node))
    case .provider: break
    }
  }

  /// `pg.server`: each namespace, and the template.
  private mutating func templateName(_ node: YAMLNode, _ context: NameContext) {
    guard let lines = documents[node.file]?.lines, let text = ScalarText(node, in: lines) else {
      return
    }
    var file = context.file
    var start = 0
    let parts = node.text.split(separator: ".", omittingEmptySubsequences: false)
    for (number, part) in parts.enumerated() {
      let end = start + part.unicodeScalars.count
      let kind: Symbol.Kind = number == parts.count - 1 ? .template : .namespace
      let symbol = Symbol(kind: kind, file: file, owner: "", name: String(part))
      if index[symbol] != nil, let range = text.range(of: start..<end) {
        index.add(use: symbol, at: Place(file: node.file, range: range))
      }
      if kind == .namespace {
        guard let next = index.imports[file]?[String(part)] else { return }
        file = next
      }
      start = end + 1
    }
  }

  private mutating func file(_ node: YAMLNode, _ role: NameRole, _ context: NameContext) {
    guard let path = path(node), let source = try? library.source(at: path, from: context.file)
    else { return }
    index.links.append(FileLink(place: place(of: node), file: source.name))
    guard role == .mustache else { return }
    mustache(source, context)
  }

  /// The text of a path, with inputs and locals in their places; nil if it is not known.
  private func path(_ node: YAMLNode) -> String? {
    guard node.hasExpression else { return node.text }
    guard let template = try? Template(parsing: node.text),
      let value = try? BoundValue(template).reduced(in: constants)
    else { return nil }
    return value.literal?.string
  }

  /// Adds the names that a Mustache file uses.
  private mutating func mustache(_ source: Source, _ context: NameContext) {
    guard rendered.insert("\(source.name)\n\(context.subject)").inserted,
      let names = try? MustacheText.names(in: String(decoding: source.bytes, as: UTF8.self))
    else { return }
    let lines = SourceLines(source)
    for name in names {
      guard let root = name.path.first, Scope.allRoots.contains(root) else { continue }
      let moves = name.path.dropFirst()
      let reference = Reference(root: root, path: moves.map { Reference.Element.key($0) })
      for tag in [name.position, name.closing].compactMap({ $0 }) {
        guard let start = lines.position(of: name.path.joined(separator: "."), from: tag) else {
          continue
        }
        for (part, symbol) in symbols(reference, further: [], context) {
          let before = name.path.prefix(part + 1).map { $0.unicodeScalars.count + 1 }
          let column = start.column + before.reduce(0, +)
          let range = SourceRange(
            start: SourcePosition(line: start.line, column: column),
            end: SourcePosition(
              line: start.line, column: column + name.path[part + 1].unicodeScalars.count))
          index.add(use: symbol, at: Place(file: source.name, range: range))
        }
      }
    }
  }
}

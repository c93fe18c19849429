import BlueprintCompiler
import BlueprintModel

extension CompletionWriter {
  /// The words and names that the value at the cursor can be.
  func values(_ offer: Offer) -> [Value] {
    guard cursor.role != .key else { return [] }
    let words = offer.choices.map { item($0, .word, from: cursor.start, text: spaced($0)) }
    guard let role = offer.role else { return words }
    return words + names(role, offer)
  }

  /// A space stands between a colon and its value.
  private func spaced(_ text: String) -> String {
    let before = SourcePosition(
      line: cursor.start.line, column: max(1, cursor.start.column - 1))
    let line = Array(lines.line(before.line - 1))
    let isBehindColon =
      cursor.start.column > 1 && line.indices.contains(before.column - 1)
      && line[before.column - 1] == ":"
    return isBehindColon ? " " + text : text
  }

  private func names(_ role: NameRole, _ offer: Offer) -> [Value] {
    switch role {
    case .target: return declared(.target)
    case .machine: return declared(.machine)
    case .action: return declared(.action)
    case .subject:
      let own = offer.owner.split(separator: ".").last.map(String.init)
      return declared(.service).filter { $0["label"]?.string != own } + declared(.machine)
    case .endpoint:
      return (owner(offer).map { index.endpoints(of: $0) } ?? []).map { item($0) }
    case .instance:
      return declared(.service, prefix: "services.") + declared(.machine, prefix: "machines.")
    case .template: return templates(offer)
    case .provider:
      return manifests.map {
        item($0.name, .module, from: cursor.start, text: spaced($0.name), detail: $0.summary)
      }
    case .mustache, .file: return []
    }
  }

  private func declared(_ kind: Symbol.Kind, prefix: String = "") -> [Value] {
    index.names(kind, in: file).map { item($0, prefix: prefix) }
  }

  private func item(_ declaration: Declaration, prefix: String = "") -> Value {
    let label = prefix + declaration.symbol.name
    let detail =
      declaration.type.isEmpty
      ? declaration.symbol.kind.noun : "\(declaration.symbol.kind.noun) \(declaration.type)"
    return item(
      label, .reference, from: cursor.start, text: spaced(label), detail: detail,
      documentation: declaration.description)
  }

  /// The templates that make what is being declared, with their namespaces.
  private func templates(_ offer: Offer) -> [Value] {
    let product =
      offer.owner.hasPrefix("machines.") ? "makes a machine group" : "makes a service"
    let isOpen = offer.owner.hasPrefix("templates.")
    return reachable(from: file).filter { isOpen || $0.template.type == product }.map {
      item($0.template, prefix: $0.prefix)
    }
  }

  private func reachable(
    from file: String, prefix: String = "", depth: Int = 0
  ) -> [(prefix: String, template: Declaration)] {
    var found = index.names(.template, in: file).map { (prefix: prefix, template: $0) }
    guard depth < 4 else { return found }
    for (name, imported) in (index.imports[file] ?? [:]).sorted(by: { $0.key < $1.key }) {
      found += reachable(from: imported, prefix: "\(prefix)\(name).", depth: depth + 1)
    }
    return found
  }
}

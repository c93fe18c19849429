import BlueprintCompiler
import BlueprintModel

extension CompletionWriter {
  /// The keys that the map at the cursor can have.
  func keys(_ offer: Offer) -> [Value] {
    guard cursor.role != .value, !cursor.isQuoted else { return [] }
    return offer.keys.map { key in
      item(
        key.name, .property, from: cursor.start, text: key.name + behind(key),
        detail: key.isRequired ? "required" : "", documentation: key.description,
        rank: key.isRequired ? 0 : 1)
    } + names(offer)
  }

  /// What comes behind a key, up to where its value is written.
  private func behind(_ key: Offer.Key) -> String {
    if cursor.isFlow || key.form == .scalar { return ": " }
    let indentation = String(repeating: " ", count: max(0, cursor.start.column - 1) + 2)
    return ":\n" + indentation + (key.form == .list ? "- " : "")
  }

  /// The keys that name something that is declared.
  private func names(_ offer: Offer) -> [Value] {
    switch offer.names {
    case nil: return []
    case .section(let kind):
      return index.names(kind, in: file).filter { !cursor.siblings.contains($0.symbol.name) }
        .map { name($0, text: $0.symbol.name + ":") }
    case .parameters:
      let named = cursor.values["template"].flatMap { index.template($0, in: file) }
      guard let template = named ?? owner(offer).flatMap({ index.template(of: $0) }) else {
        return []
      }
      let names = index.names(
        .parameter, in: template.symbol.file, of: "templates.\(template.symbol.name)")
      return names.filter { !cursor.siblings.contains($0.symbol.name) }
        .map { name($0, text: $0.symbol.name + ": ") }
    case .settings(let target): return settings(of: target)
    }
  }

  private func name(_ declaration: Declaration, text: String) -> Value {
    item(
      declaration.symbol.name, .property, from: cursor.start, text: text,
      detail: declaration.type, documentation: declaration.description)
  }

  /// The service, machine group or template around the cursor.
  func owner(_ offer: Offer) -> Declaration? {
    let parts = offer.owner.split(separator: ".", maxSplits: 1).map(String.init)
    let kinds: [String: Symbol.Kind] = [
      "services": .service, "machines": .machine, "templates": .template,
    ]
    guard parts.count == 2, let kind = kinds[parts[0]] else { return nil }
    return index[Symbol(kind: kind, file: file, owner: "", name: parts[1])]
  }

  private func settings(of target: String) -> [Value] {
    let symbol = Symbol(kind: .target, file: file, owner: "", name: target)
    let provider = cursor.values["provider"] ?? index[symbol]?.type
    let manifest = manifests.first { $0.name == provider }
    let properties = manifest?.settingsSchema["properties"]?.map ?? [:]
    return properties.filter { !cursor.siblings.contains($0.key) }.map { key, schema in
      item(
        key, .property, from: cursor.start, text: key + ": ",
        detail: schema["type"]?.string ?? "",
        documentation: schema["description"]?.string ?? "")
    }
  }
}

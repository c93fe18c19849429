import BlueprintCompiler
import BlueprintModel

extension LanguageServer {
  /// What `file` declares, as an outline.
  mutating func symbols(_ file: String) -> Value {
    guard let index = workspace.analyses(reading: file).first?.index else { return .list([]) }
    let declared = index.declarations.filter { $0.symbol.file == file }
      .sorted { $0.place.range.start < $1.place.range.start }
    guard client.symbolTrees else {
      return .list(
        declared.map {
          [
            "name": .string($0.symbol.name), "kind": .integer($0.symbol.kind.number),
            "location": location(of: $0.extent), "containerName": .string($0.symbol.owner),
          ]
        })
    }
    let owned = Dictionary(grouping: declared, by: \.symbol.owner)
    return .list((owned[""] ?? []).map { outline($0, owned) })
  }

  private func outline(_ declaration: Declaration, _ owned: [String: [Declaration]]) -> Value {
    let parts = owned[declaration.symbol.asOwner] ?? []
    var json: ValueMap = [
      "name": .string(declaration.symbol.name), "detail": .string(declaration.summary),
      "kind": .integer(declaration.symbol.kind.number),
      "range": range(of: declaration.extent).json,
      "selectionRange": range(of: declaration.place).json,
    ]
    json.setUnlessEmpty("children", .list(parts.map { outline($0, [:]) }))
    return .map(json)
  }
}

extension Symbol {
  /// How the symbols that are part of this one name it.
  var asOwner: String {
    switch kind {
    case .service: "services.\(name)"
    case .template: "templates.\(name)"
    case .action: "actions.\(name)"
    default: "\(kind.rawValue) \(name)"
    }
  }
}

extension Declaration {
  /// Its kind, and what else there is to say in a few words.
  var summary: String { type.isEmpty ? symbol.kind.noun : "\(symbol.kind.noun), \(type)" }
}

extension Symbol.Kind {
  /// The protocol's number of the kind of symbol that comes closest.
  var number: Int {
    switch self {
    case .input, .local, .parameter: 13
    case .target, .namespace, .requirement: 3
    case .machine: 23
    case .service: 5
    case .endpoint: 11
    case .template: 26
    case .action: 12
    case .profile: 2
    case .schedule: 24
    case .policy: 17
    case .output: 7
    }
  }
}

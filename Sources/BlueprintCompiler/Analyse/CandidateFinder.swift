import BlueprintExpressions
import BlueprintModel

/// Finds what a path through the names in scope can go on with.
struct CandidateFinder {
  let index: SymbolIndex
  let file: String
  let cursor: Cursor
  let offer: Offer

  private static let sections: [String: Symbol.Kind] = [
    "inputs": .input, "locals": .local, "machines": .machine, "services": .service,
    "requires": .requirement,
  ]

  /// What can follow `path`; with an empty one, what an expression can start with.
  func candidates(after path: [ExpressionTail.Part]) -> [NameCandidate] {
    guard let root = path.first?.name else { return roots + functions }
    switch (root, path.count) {
    case ("parameters", 1): return names(.parameter, of: offer.owner)
    case ("inputs", 1):
      return names(.input, of: "actions.\(offer.action)") + names(.input, of: "")
    case (_, 1) where Self.sections[root] != nil:
      return Self.sections[root].map { names($0, of: "") } ?? []
    case ("self", _): return fields(of: subject, path.dropFirst())
    case ("machines", _):
      return fields(InstanceType.machine, path.dropFirst(2))
    case ("services", _):
      let service = index[Symbol(kind: .service, file: file, owner: "", name: path[1].name)]
      return fields(of: service, path.dropFirst(2))
    case ("deployment", 1): return fields(.object(["name": .string]), [])
    case ("requires", 2): return [NameCandidate(kind: .field, name: "outputs")]
    default: return []
    }
  }

  /// The service or template around the cursor.
  private var subject: Declaration? {
    let parts = offer.owner.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    let kind: Symbol.Kind = parts[0] == "templates" ? .template : .service
    return index[Symbol(kind: kind, file: file, owner: "", name: parts[1])]
  }

  private func names(_ kind: Symbol.Kind, of owner: String) -> [NameCandidate] {
    index.names(kind, in: file, of: owner).map { declaration in
      NameCandidate(
        kind: .symbol(kind), name: declaration.symbol.name, detail: declaration.type,
        documentation: declaration.description)
    }
  }

  private func fields(
    of service: Declaration?, _ path: ArraySlice<ExpressionTail.Part>
  ) -> [NameCandidate] {
    let endpoints = service.map { index.endpoints(of: $0) } ?? []
    if path.count == 1, path.first?.name == "endpoints" {
      return endpoints.map {
        NameCandidate(kind: .symbol(.endpoint), name: $0.symbol.name, detail: $0.type)
      }
    }
    return fields(InstanceType.service(endpoints: endpoints.map(\.symbol.name)), path)
  }

  private func fields(
    _ type: ExpressionType, _ path: ArraySlice<ExpressionTail.Part>
  ) -> [NameCandidate] {
    var type = type
    for part in path {
      guard case .object(let fields) = type.form, let next = fields[part.name] else { return [] }
      type = next
    }
    guard case .object(let fields) = type.form else { return [] }
    return fields.sorted { $0.key < $1.key }.map {
      NameCandidate(kind: .field, name: $0.key, detail: $0.value.description)
    }
  }

  private var functions: [NameCandidate] {
    FunctionSet.all.map {
      NameCandidate(
        kind: .function, name: $0.name, detail: "\($0.signature): \($0.result.description)",
        documentation: $0.documentation)
    }
  }

  /// The names that an expression may start with here.
  private var roots: [NameCandidate] {
    let keys = cursor.keys
    var found = scope(keys).roots
    if Self.hooks.contains(where: keys.contains) { found += StepScope.ownRoots }
    if keys.contains("templates") { found.append("parameters") }
    return found.map { NameCandidate(kind: .root, name: $0, detail: Self.meanings[$0] ?? "") }
  }

  private func scope(_ keys: [String]) -> Scope {
    let isTemplate = keys.first == "templates"
    let inner = keys.dropFirst(isTemplate ? 3 : 2)
    switch keys.first {
    case "services", "templates":
      if inner.first == "version" { return .constants }
      return inner.last == "port" ? .port(ofService: "") : .service("")
    case "machines": return inner.first == "count" ? .constants : .machines("")
    case "locals", "targets", "imports": return .constants
    case "profiles": return .service("")
    default: return .outputs
    }
  }

  /// The keys that hold steps.
  private static let hooks =
    ["actions", "capture", "restore", "verify"] + Hook.allCases.map(\.rawValue)

  private static let meanings = [
    "inputs": "the inputs", "locals": "the locals", "parameters": "the template's parameters",
    "self": "this instance", "machines": "the machine groups", "services": "the services",
    "requires": "the required deployments", "deployment": "this deployment",
  ]
}

extension Function {
  /// What it does, and an example.
  public var documentation: String {
    let value = example.gives.string.map { "\"\($0)\"" } ?? example.gives.canonicalJSON
    return "\(summary)\n\n`\(example.source)` is `\(value)`"
  }
}

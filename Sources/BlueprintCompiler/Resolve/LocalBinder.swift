import BlueprintExpressions
import BlueprintModel

/// Evaluates `locals`, each after those that it is built from.
struct LocalBinder {
  let source: ExpressionPlaces
  let log: DiagnosticLog

  /// Adds the values of `declarations` to `constants`, and their types to `symbols`.
  func bind(
    _ declarations: [LocalDeclaration], symbols: inout SymbolTable,
    constants: inout [String: BoundValue]
  ) {
    var values: [String: BoundValue] = [:]
    for declaration in declarations {
      symbols.locals[declaration.name] = .init(content: .any, place: declaration.place)
    }
    for declaration in ordered(declarations) {
      constants["locals"] = .map(values)
      let binder = ValueBinder(
        symbols: symbols, constants: constants, places: source, log: log)
      var slot = Slot.any("locals")
      slot.allowsSecrets = true
      let bound = binder.bind(declaration.value, slot, in: .constants)
      symbols.locals[declaration.name]?.content = bound?.type ?? .any
      values[declaration.name] = bound?.value ?? .late("locals", declaration.name)
    }
    constants["locals"] = .map(values)
  }

  /// The declarations in an order in which they can be evaluated; none after a circle.
  private func ordered(_ declarations: [LocalDeclaration]) -> [LocalDeclaration] {
    let byName = Dictionary(declarations.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    var edges: [String: [DependencyGraph<String, Place>.Edge]] = [:]
    for declaration in declarations {
      edges[declaration.name] = uses(of: declaration.value)
    }
    let graph = DependencyGraph(declarations.map(\.name), edges: edges)
    switch graph.sorted() {
    case .order(let names): return names.compactMap { byName[$0] }
    case .circle(let links):
      let names = links.map(\.source) + links.suffix(1).map(\.target)
      let notes = links.map {
        Diagnostic.Note("`\($0.source)` uses `\($0.target)`", at: $0.label)
      }
      log.report(GraphProblem.localsCycle(names), at: links.first?.label, notes: notes)
      return []
    }
  }

  private func uses(of node: YAMLNode) -> [DependencyGraph<String, Place>.Edge] {
    switch node.kind {
    case .list: return node.elements.flatMap(uses)
    case .map: return node.entries.flatMap { uses(of: $0.value) }
    case .scalar:
      guard node.hasExpression, let template = try? Template(parsing: node.text) else { return [] }
      return template.references.compactMap { placed in
        guard placed.reference.root == "locals",
          case .key(let name)? = placed.reference.path.first
        else { return nil }
        return (name, source.place(of: placed.range, in: node))
      }
    }
  }
}

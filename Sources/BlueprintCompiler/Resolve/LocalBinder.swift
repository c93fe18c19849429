import BlueprintExpressions
import BlueprintModel

/// Evaluates `locals`, each after those that it is built from.
struct LocalBinder {
  let source: ExpressionPlaces
  let parameters: ParameterBinder
  let library: FileLibrary
  let log: DiagnosticLog
  private let budget = ValueBudget()

  init(
    source: ExpressionPlaces, parameters: ParameterBinder, library: FileLibrary,
    log: DiagnosticLog
  ) {
    self.source = source
    self.parameters = parameters
    self.library = library
    self.log = log
  }

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
      constants["locals"] = .map(used(by: declaration, among: values))
      let bound = bind(declaration, symbols, constants)
      symbols.locals[declaration.name]?.content = bound?.type ?? .any
      values[declaration.name] = bound?.value ?? .late("locals", declaration.name)
    }
    constants["locals"] = .map(values)
  }

  // The binder shares the symbols: it must be gone when they change, or all of them are copied.
  private func bind(
    _ declaration: LocalDeclaration, _ symbols: SymbolTable, _ constants: [String: BoundValue]
  ) -> Bound? {
    let binder = ValueBinder(
      symbols: symbols, constants: constants, places: source, parameters: parameters,
      library: library,
      log: log, budget: budget)
    var slot = Slot.any("locals")
    slot.allowsSecrets = true
    return binder.bind(declaration.value, slot, in: .constants)
  }

  /// Those of `values` that `declaration` refers to; all of them at each step would be copied
  /// as often as there are locals.
  private func used(
    by declaration: LocalDeclaration, among values: [String: BoundValue]
  ) -> [String: BoundValue] {
    var used: [String: BoundValue] = [:]
    for use in uses(of: declaration.value) { used[use.target] = values[use.target] }
    return used
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

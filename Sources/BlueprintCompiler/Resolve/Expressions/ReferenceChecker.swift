import BlueprintExpressions
import BlueprintModel

/// Checks one reference against what is declared.
struct ReferenceChecker {
  let symbols: SymbolTable
  let scope: Scope
  /// The names that references may start with.
  let roots: [String]
  let log: DiagnosticLog

  /// What a good reference adds to the names in scope: a part of a root, and its type.
  struct Binding {
    let root: String
    /// Nil if the type is that of the root itself.
    let member: String?
    let type: ExpressionType
  }

  /// The name that `located` starts with; nil after a diagnostic.
  func check(_ located: LocatedReference) -> Binding? {
    let root = located.reference.root
    guard roots.contains(root) else {
      reportRoot(located)
      return nil
    }
    if case .step(let steps) = scope, let found = stepBinding(located, steps) {
      return found.binding
    }
    switch root {
    case "self": return selfBinding(located)
    case "deployment": return Binding(root: root, member: nil, type: .object(["name": .string]))
    default: break
    }
    guard case .key(let name)? = located.reference.path.first else {
      report(ReferenceProblem.incomplete(root), located, part: 0)
      return nil
    }
    switch root {
    case "inputs": return input(name, located)
    case "locals": return local(name, located)
    case "machines": return machines(name, located)
    case "requires": return requirement(name, located)
    default: return service(name, located)
    }
  }

  private func reportRoot(_ located: LocatedReference) {
    let root = located.reference.root
    if StepScope.ownRoots.contains(root) {
      log.report(StepReferenceProblem.outside(root), at: located.place)
    } else if root == "self", scope != .constants {
      log.report(ReferenceProblem.selfOutside, at: located.place)
    } else if Scope.allRoots.contains(root) {
      let problem = ReferenceProblem.notUsableHere(root, allowed: roots)
      log.report(problem, at: located.place)
    } else {
      let problem = ReferenceProblem.noRoot(root, roots: roots)
      log.report(problem, at: located.placeOfRoot)
    }
  }

  func report(_ problem: some Problem, _ located: LocatedReference, part: Int) {
    log.report(problem, at: located.place(ofPart: part))
  }

  private func input(_ name: String, _ located: LocatedReference) -> Binding? {
    guard let symbol = symbols.inputs[name] else {
      let close = symbols.close(to: name, in: symbols.inputs.mapValues(\.place))
      report(ReferenceProblem.noInput(name, close: close), located, part: 0)
      return nil
    }
    return Binding(root: "inputs", member: name, type: symbol.content)
  }

  private func local(_ name: String, _ located: LocatedReference) -> Binding? {
    guard let symbol = symbols.locals[name] else {
      let close = symbols.close(to: name, in: symbols.locals.mapValues(\.place))
      report(ReferenceProblem.noLocal(name, close: close), located, part: 0)
      return nil
    }
    return Binding(root: "locals", member: name, type: symbol.content)
  }

  private func requirement(_ name: String, _ located: LocatedReference) -> Binding? {
    guard let symbol = symbols.requirements[name] else {
      let close = symbols.close(to: name, in: symbols.requirements.mapValues(\.place))
      report(ReferenceProblem.noRequirement(name, close: close), located, part: 0)
      return nil
    }
    let path = located.reference.path
    if path.count > 2, path[1] == .key("outputs"), case .key(let output) = path[2],
      symbol.content[output] == nil
    {
      let known = symbol.content.keys.sorted()
      report(ReferenceProblem.noRequiredOutput(output, of: name, known: known), located, part: 2)
      return nil
    }
    let type = ExpressionType.object(["outputs": .object(symbol.content)])
    return Binding(root: "requires", member: name, type: type)
  }

  private func machines(_ name: String, _ located: LocatedReference) -> Binding? {
    guard let symbol = symbols.machines[name] else {
      let close = symbols.close(to: name, in: symbols.machinePlaces)
      report(ReferenceProblem.noMachines(name, role: nil, close: close), located, part: 0)
      return nil
    }
    guard let type = indexed(InstanceType.machine, symbol.content, located),
      isField(located, of: InstanceType.machine, isSingle: symbol.content == .single, start: 1)
    else { return nil }
    return Binding(root: "machines", member: name, type: type)
  }

  private func service(_ name: String, _ located: LocatedReference) -> Binding? {
    guard let symbol = symbols.services[name] else {
      let close = symbols.close(to: name, in: symbols.servicePlaces)
      report(ReferenceProblem.noService(name, close: close), located, part: 0)
      return nil
    }
    let instance = symbol.content.type
    let count = symbols.count(ofService: name)
    if symbol.content.isOpen { return Binding(root: "services", member: name, type: .any) }
    guard let type = indexed(instance, count, located),
      isField(located, of: instance, isSingle: count == .single, start: 1),
      isEndpoint(located, of: name, start: count == .single ? 1 : 2)
    else { return nil }
    return Binding(root: "services", member: name, type: type)
  }

  private func selfBinding(_ located: LocatedReference) -> Binding? {
    switch scope {
    case .service(let name):
      let symbol = symbols.services[name]?.content
      if symbol?.isOpen ?? false { return Binding(root: "self", member: nil, type: .any) }
      let type = symbol?.type ?? InstanceType.withoutEndpoints
      guard isField(located, of: type, isSingle: true, start: 0),
        isEndpoint(located, of: name, start: 0)
      else { return nil }
      return Binding(root: "self", member: nil, type: type)
    case .port:
      let type = InstanceType.beforePorts
      guard isField(located, of: type, isSingle: true, start: 0) else { return nil }
      return Binding(root: "self", member: nil, type: type)
    default: return nil
    }
  }

  /// The type of a group: of one instance without `count`, a list with it. Reports an index that
  /// is wrong or missing.
  private func indexed(
    _ instance: ExpressionType, _ count: SymbolTable.Count, _ located: LocatedReference
  ) -> ExpressionType? {
    let path = located.reference.path
    let move = path.count > 1 ? path[1] : nil
    switch (count, move) {
    case (.unknown, _): return .any
    case (.single, .index), (.single, .splat):
      let index = path[1].description
      report(
        ReferenceProblem.indexUnwanted(located.text(before: 1), index: index), located, part: 1)
      return nil
    case (.single, _): return instance
    case (.indexed, .key):
      let text = located.text(before: 1)
      report(ReferenceProblem.indexWanted(text, rest: located.text(from: 1)), located, part: 0)
      return nil
    case (.indexed(let count), .index(let index)) where index >= count:
      report(
        ReferenceProblem.indexOutOfRange(located.text(before: 2), count: count), located, part: 1)
      return nil
    case (.indexed, _): return .list(instance)
    }
  }

  /// Whether the path names a field of the instance, if it goes that far.
  func isField(
    _ located: LocatedReference, of instance: ExpressionType, isSingle: Bool, start: Int
  ) -> Bool {
    let position = isSingle ? start : start + 1
    let path = located.reference.path
    guard position < path.count, case .key(let name) = path[position],
      case .object(let fields) = instance.form, fields[name] == nil
    else { return true }
    let owner = located.text(before: position)
    report(
      ReferenceProblem.noField(name, of: owner, fields: fields.keys.sorted()), located,
      part: position)
    return false
  }

  func isEndpoint(_ located: LocatedReference, of service: String, start: Int) -> Bool {
    let path = located.reference.path
    guard path.count > start + 1, path[start] == .key("endpoints"),
      case .key(let name) = path[start + 1],
      let symbol = symbols.services[service]?.content, !symbol.isOpen,
      symbol.endpoints[name] == nil
    else { return true }
    let endpoints = symbol.endpoints
    let close = symbols.close(to: name, in: endpoints)
    report(ReferenceProblem.noEndpoint(name, of: service, close: close), located, part: start + 1)
    return false
  }
}

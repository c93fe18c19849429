import BlueprintExpressions
import BlueprintModel

/// Checks one reference against what is declared.
struct ReferenceChecker {
  let symbols: SymbolTable
  let scope: Scope
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
    guard scope.roots.contains(root) else {
      reportRoot(located)
      return nil
    }
    switch root {
    case "self": return selfBinding(located)
    case "deployment": return Binding(root: root, member: nil, type: .object(["name": .string]))
    default: break
    }
    guard case .key(let name)? = located.reference.path.first else {
      report(.incomplete(root), located, part: 0)
      return nil
    }
    switch root {
    case "inputs": return input(name, located)
    case "locals": return local(name, located)
    case "machines": return machines(name, located)
    default: return service(name, located)
    }
  }

  private func reportRoot(_ located: LocatedReference) {
    let root = located.reference.root
    let problem: ReferenceProblem =
      if root == "self", scope != .constants {
        .selfOutside
      } else if Scope.allRoots.contains(root) {
        .notUsableHere(root, allowed: scope.roots)
      } else {
        .noRoot(root, roots: scope.roots)
      }
    log.report(problem, at: located.place)
  }

  private func report(_ problem: ReferenceProblem, _ located: LocatedReference, part: Int) {
    log.report(problem, at: located.place(ofPart: part))
  }

  private func input(_ name: String, _ located: LocatedReference) -> Binding? {
    guard let symbol = symbols.inputs[name] else {
      let close = symbols.close(to: name, in: symbols.inputs.mapValues(\.place))
      report(.noInput(name, close: close), located, part: 0)
      return nil
    }
    return Binding(root: "inputs", member: name, type: symbol.content)
  }

  private func local(_ name: String, _ located: LocatedReference) -> Binding? {
    guard let symbol = symbols.locals[name] else {
      let close = symbols.close(to: name, in: symbols.locals.mapValues(\.place))
      report(.noLocal(name, close: close), located, part: 0)
      return nil
    }
    return Binding(root: "locals", member: name, type: symbol.content)
  }

  private func machines(_ name: String, _ located: LocatedReference) -> Binding? {
    guard let symbol = symbols.machines[name] else {
      let close = symbols.close(to: name, in: symbols.machinePlaces)
      report(.noMachines(name, role: nil, close: close), located, part: 0)
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
      report(.noService(name, close: close), located, part: 0)
      return nil
    }
    let instance = InstanceType.service(endpoints: Array(symbol.content.endpoints.keys))
    let count = symbols.count(ofService: name)
    guard let type = indexed(instance, count, located),
      isField(located, of: instance, isSingle: count == .single, start: 1),
      isEndpoint(located, of: name, start: count == .single ? 1 : 2)
    else { return nil }
    return Binding(root: "services", member: name, type: type)
  }

  private func selfBinding(_ located: LocatedReference) -> Binding? {
    switch scope {
    case .service(let name):
      let endpoints = symbols.services[name]?.content.endpoints ?? [:]
      let type = InstanceType.service(endpoints: Array(endpoints.keys))
      guard isField(located, of: type, isSingle: true, start: 0),
        isEndpoint(located, of: name, start: 0)
      else { return nil }
      return Binding(root: "self", member: nil, type: type)
    case .port:
      let type = InstanceType.service(endpoints: nil)
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
      report(.indexUnwanted(located.text(before: 1)), located, part: 1)
      return nil
    case (.single, _): return instance
    case (.indexed, .key):
      let text = located.text(before: 1)
      report(.indexWanted(text, rest: located.text(from: 1)), located, part: 0)
      return nil
    case (.indexed(let count), .index(let index)) where index >= count:
      report(.indexOutOfRange(located.text(before: 2), count: count), located, part: 1)
      return nil
    case (.indexed, _): return .list(instance)
    }
  }

  /// Whether the path names a field of the instance, if it goes that far.
  private func isField(
    _ located: LocatedReference, of instance: ExpressionType, isSingle: Bool, start: Int
  ) -> Bool {
    let position = isSingle ? start : start + 1
    let path = located.reference.path
    guard position < path.count, case .key(let name) = path[position],
      case .object(let fields) = instance.form, fields[name] == nil
    else { return true }
    let owner = located.text(before: position)
    report(.noField(name, of: owner, fields: fields.keys.sorted()), located, part: position)
    return false
  }

  private func isEndpoint(_ located: LocatedReference, of service: String, start: Int) -> Bool {
    let path = located.reference.path
    guard path.count > start + 1, path[start] == .key("endpoints"),
      case .key(let name) = path[start + 1],
      let endpoints = symbols.services[service]?.content.endpoints, endpoints[name] == nil
    else { return true }
    let close = symbols.close(to: name, in: endpoints)
    report(.noEndpoint(name, of: service, close: close), located, part: start + 1)
    return false
  }
}

import BlueprintExpressions
import BlueprintModel

/// Makes machine groups of their declarations.
struct MachineBinder {
  let binder: ValueBinder

  /// The group of `declaration`; nil after a diagnostic.
  func bind(_ declaration: MachineDeclaration) -> MachineGroup? {
    var collector = NeedCollector(symbols: binder.symbols, log: binder.log)
    collector.add(declaration.needs)
    let specification = specification(declaration, &collector)
    let placement = PlacementBinder(symbols: binder.symbols, log: binder.log)
      .bind(declaration.placement, of: declaration.name)
    guard let target = target(declaration), let specification else { return nil }
    return MachineGroup(
      name: declaration.name, target: target, count: count(of: declaration.name),
      specification: specification, placement: placement, protect: declaration.protect,
      needs: collector.needs,
      place: declaration.place, countPlace: declaration.count?.place)
  }

  private func count(of name: String) -> Int? {
    guard case .indexed(let count)? = binder.symbols.machines[name]?.content else { return nil }
    return count
  }

  private func target(_ declaration: MachineDeclaration) -> String? {
    guard let target = declaration.target else { return nil }
    if binder.symbols.targets[target.value] != nil { return target.value }
    let close = binder.symbols.close(to: target.value, in: binder.symbols.targets)
    binder.log.report(ReferenceProblem.noTarget(target.value, close: close), at: target.place)
    return nil
  }

  private func specification(
    _ declaration: MachineDeclaration, _ collector: inout NeedCollector
  ) -> BoundValue? {
    var entries: [String: BoundValue] = [:]
    var isGood = true
    for entry in declaration.specification {
      guard let bound = bind(entry, in: .machines(declaration.name)) else {
        isGood = false
        continue
      }
      entries[entry.name] = bound.value
      collector.add(bound.needs)
    }
    return isGood ? BoundValue(map: entries) : nil
  }

  private func bind(_ entry: NamedNode, in scope: Scope) -> Bound? {
    switch MachineKey(rawValue: entry.name) {
    case .image: binder.bind(entry.value, .openText("image"), in: scope)
    case .cpus: cpus(entry.value, scope)
    case .memory: binder.bind(entry.value, .typed("memory", .size), in: scope)
    case .labels: members(of: entry.value) { binder.bind($1, .openText($0), in: scope) }
    case .volumes: members(of: entry.value) { volume($1, scope) }
    default: binder.bind(entry.value, .any(entry.name), in: scope)
    }
  }

  private func cpus(_ node: YAMLNode, _ scope: Scope) -> Bound? {
    guard let bound = binder.bind(node, .typed("cpus", .number), in: scope) else { return nil }
    let isPositive =
      switch bound.value.literal {
      case .integer(let count): count > 0
      case .number(let count): count > 0
      default: true
      }
    guard !isPositive else { return bound }
    let problem = TypeProblem.outOfRange("cpus", wanted: "more than 0", found: node.text)
    binder.log.report(problem, at: node.place)
    return nil
  }

  private func volume(_ node: YAMLNode, _ scope: Scope) -> Bound? {
    members(of: node) { key, value in
      let slot = key == VolumeKey.size.rawValue ? Slot.typed(key, .size) : .openText(key)
      return binder.bind(value, slot, in: scope)
    }
  }

  /// A map with each value bound by `bind`.
  private func members(of node: YAMLNode, _ bind: (String, YAMLNode) -> Bound?) -> Bound? {
    var values: [String: BoundValue] = [:]
    var needs: [Need] = []
    var isGood = true
    for (key, value) in node.entries where !value.isNull {
      let bound = bind(key.text, value)
      isGood = isGood && bound != nil
      values[key.text] = bound?.value
      needs += bound?.needs ?? []
    }
    return isGood ? Bound(value: BoundValue(map: values), type: .any, needs: needs) : nil
  }
}

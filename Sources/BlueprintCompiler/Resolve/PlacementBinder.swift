import BlueprintModel

/// Checks what a machine group asks of its places, and finds what cannot be had.
struct PlacementBinder {
  let symbols: SymbolTable
  let log: DiagnosticLog

  /// The placement of the group `name`.
  func bind(_ declaration: PlacementDeclaration, of name: String) -> Placement {
    var placement = Placement()
    placement.spread = declaration.spread.map { spread($0, of: name) }
    placement.colocateWith = groups(declaration.colocateWith, "colocate_with", of: name)
    placement.separateFrom = groups(declaration.separateFrom, "separate_from", of: name)
    for rule in declaration.residency { placement.residency[rule.label] = rule.values }
    for other in declaration.separateFrom where placement.colocateWith.contains(other.value) {
      let together = declaration.colocateWith.first { $0.value == other.value }
      let note = Diagnostic.Note("and with it here", at: together?.place)
      log.report(
        GraphProblem.contradiction(name, other.value), at: other.place, notes: [note])
    }
    return placement
  }

  private func spread(_ declaration: SpreadDeclaration, of name: String) -> Placement.Spread {
    let count: Int? =
      switch symbols.machines[name]?.content {
      case .indexed(let count): count
      case .single: 1
      default: nil
      }
    if let domains = declaration.minDomains, let count, count > 0, domains > count {
      let problem = GraphProblem.tooFewMachines(
        name, count: count, domain: declaration.domain, wanted: domains)
      log.report(problem, at: declaration.place)
    }
    return Placement.Spread(
      domain: declaration.domain, isRequired: declaration.mode == .required,
      maxSkew: declaration.maxSkew, minDomains: declaration.minDomains)
  }

  private func groups(_ names: [Located<String>], _ key: String, of own: String) -> [String] {
    names.compactMap { name in
      if name.value == own {
        log.report(GraphProblem.placedByItself(own, key: key), at: name.place)
        return nil
      }
      if symbols.machines[name.value] != nil { return name.value }
      let close = symbols.close(to: name.value, in: symbols.machinePlaces)
      log.report(
        ReferenceProblem.noMachines(name.value, role: key, close: close), at: name.place)
      return nil
    }
  }
}

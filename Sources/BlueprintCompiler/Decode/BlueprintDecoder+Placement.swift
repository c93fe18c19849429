import BlueprintModel

/// The keys of `spread`.
enum SpreadKey: String, ConstructKey {
  case domain, mode
  case maxSkew = "max_skew"
  case minDomains = "min_domains"

  static let construct = "a spread"
  static let required: [SpreadKey] = [.domain]
}

extension BlueprintDecoder {
  /// Where the machines of a group may be, seen from each other and from other groups.
  func placement(_ fields: Fields<MachineKey>) -> PlacementDeclaration {
    PlacementDeclaration(
      spread: spreads(fields), colocateWith: fields.references(.colocateWith),
      separateFrom: fields.references(.separateFrom),
      residency: fields.members(.residency, named: nil).compactMap(residency))
  }

  private func spreads(_ fields: Fields<MachineKey>) -> [SpreadDeclaration] {
    guard let node = fields[.spread] else { return [] }
    if node.kind == .list { return node.elements.compactMap { spread($0, at: $0.firstPlace) } }
    return [spread(node, at: fields.place(of: .spread) ?? node.place)].compactMap { $0 }
  }

  private func spread(_ node: YAMLNode, at place: Place) -> SpreadDeclaration? {
    let fields = Fields<SpreadKey>(node, at: place, log: log)
    let mode = fields.choice(.mode, of: SpreadMode.self) ?? .required
    let skew = fields.integer(.maxSkew, in: 1...100_000, wanted: "1 or more")
    let domains = fields.integer(.minDomains, in: 1...100_000, wanted: "1 or more")
    return fields.text(.domain).map {
      SpreadDeclaration(
        domain: $0, mode: mode, maxSkew: skew, minDomains: domains,
        place: fields.place(of: .minDomains) ?? place)
    }
  }

  /// A label, and the values that it may have: one, or a list.
  private func residency(_ member: Fields<MachineKey>.Member) -> ResidencyDeclaration? {
    let nodes = member.value.kind == .list ? Array(member.value.elements) : [member.value]
    guard nodes.allSatisfy({ $0.kind == .scalar && !$0.isNull }), !nodes.isEmpty else {
      let problem = DecodeProblem.wrongKind(
        member.name, wanted: "text or a list of texts", found: member.value.kindName)
      log.report(problem, at: member.value.place)
      return nil
    }
    for node in nodes where node.hasExpression && !node.isSample {
      log.report(DecodeProblem.expression(member.name), at: node.place)
    }
    return ResidencyDeclaration(label: member.name, values: nodes.map(\.text))
  }
}

import BlueprintModel

/// Finds how many instances each machine group has.
struct CountBinder {
  let binder: ValueBinder
  /// Counts set by `scale`, by group.
  let overrides: [String: Int]
  /// The blueprint's inputs: a count that is one of them keeps to its limits when it is set.
  let inputs: [InputDeclaration]

  /// The most instances of one group.
  static let limit = 100_000

  /// The count of each group; a mistake leaves it unknown.
  func bind(_ machines: [MachineDeclaration]) -> [String: SymbolTable.Count] {
    reportStrangers(machines)
    var counts: [String: SymbolTable.Count] = [:]
    for machine in machines { counts[machine.name] = count(of: machine) }
    return counts
  }

  private func count(of machine: MachineDeclaration) -> SymbolTable.Count {
    guard let node = machine.count else { return .single }
    let declared = binder.constant(node, .typed("count", .integer))?.integer
    if let declared, !isWithin(declared, node.place) { return .unknown }
    if let override = overrides[machine.name] {
      guard isWithin(override, node.place), isWithin(override, machine.name, inputOf: node) else {
        return .unknown
      }
      return .indexed(override)
    }
    return declared.map { .indexed($0) } ?? .unknown
  }

  private func isWithin(_ count: Int, _ place: Place) -> Bool {
    if (0...Self.limit).contains(count) { return true }
    let problem = TypeProblem.outOfRange(
      "count", wanted: "from 0 to \(Self.limit)", found: "\(count)")
    binder.log.report(problem, at: place)
    return false
  }

  /// Whether the limits of the input that `node` stands for, if it does, let `count` be.
  private func isWithin(_ count: Int, _ group: String, inputOf node: YAMLNode) -> Bool {
    guard let name = node.nameOfInput, let input = inputs.first(where: { $0.name == name }),
      let wanted = input.constraints.violation(by: .integer(count))
    else { return true }
    let problem = TypeProblem.scaledBeyond(group, count: count, input: name, wanted: wanted)
    binder.log.report(problem, at: input.place)
    return false
  }

  private func reportStrangers(_ machines: [MachineDeclaration]) {
    let byName = Dictionary(machines.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    for name in overrides.keys.sorted() {
      guard let machine = byName[name] else {
        let known = byName.keys.sorted()
        binder.log.report(ReferenceProblem.noScaledGroup(name, known: known), at: nil)
        continue
      }
      if machine.count == nil {
        binder.log.report(ReferenceProblem.scaledWithoutCount(name), at: machine.place)
      }
    }
  }
}

extension YAMLNode {
  /// The name of the input that a scalar stands for, as `${inputs.web_count}` does, and nothing
  /// else.
  var nameOfInput: String? {
    let expression = text.filter { $0 != " " }
    guard expression.hasPrefix("${inputs."), expression.hasSuffix("}") else { return nil }
    let name = expression.dropFirst("${inputs.".count).dropLast()
    return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } ? String(name) : nil
  }
}

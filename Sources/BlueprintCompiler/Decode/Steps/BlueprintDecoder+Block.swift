import BlueprintModel

/// The steps that hold other steps.
extension BlueprintDecoder {
  /// The most turns of a `repeat`.
  static let maximumTurns = 100_000

  func block(_ key: StepKey, _ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    switch key {
    case .sequence: return .sequence(steps(fields, .sequence))
    case .parallel: return parallel(fields)
    case .condition:
      let (then, otherwise) = (steps(fields, .then), steps(fields, .otherwise))
      return fields.scalarNode(.condition, wanted: "a condition").map {
        .condition($0, then: then, otherwise: otherwise)
      }
    case .forEach: return loop(fields)
    case .repetition: return repetition(fields)
    default:
      return .attempt(
        steps(fields, .attempt), rescue: steps(fields, .rescue), always: steps(fields, .always))
    }
  }

  /// A list, each element a branch, or a map of named branches.
  private func parallel(_ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    guard let node = fields[.parallel] else { return nil }
    switch node.kind {
    case .list:
      return .parallel(
        node.elements.compactMap(step).map { BranchDeclaration(name: nil, steps: [$0]) })
    case .map:
      let members = fields.members(.parallel, named: "a branch", pattern: .variable)
      return .parallel(
        members.map { member in
          guard member.value.kind == .list else {
            let problem = DecodeProblem.wrongKind(
              member.name, wanted: "a list", found: member.value.kindName)
            log.report(problem, at: member.value.place)
            return BranchDeclaration(name: member.name, steps: [])
          }
          return BranchDeclaration(
            name: member.name, steps: member.value.elements.compactMap(step))
        })
    case .scalar:
      fields.reportKind(node, .parallel, wanted: "a list of steps or a map of branches")
      return nil
    }
  }

  private func loop(_ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    let (steps, batch) = (steps(fields, .body), batch(fields))
    guard let elements = fields[.forEach] else { return nil }
    guard elements.kind != .map else {
      fields.reportKind(elements, .forEach, wanted: "instances or a list")
      return nil
    }
    return .forEach(
      LoopDeclaration(elements: elements, batch: batch ?? .count(1), steps: steps))
  }

  /// A number, or a part of all: `25%`.
  private func batch(_ fields: Fields<StepKey>) -> BatchSize? {
    guard let node = fields.scalarNode(.batch, wanted: "a number or a percentage") else {
      return nil
    }
    guard fields.isLiteral(node, .batch) else { return nil }
    if case .integer(let count)? = node.scalar, count >= 1 { return .count(count) }
    if node.text.hasSuffix("%"), let percent = Int(node.text.dropLast()),
      (1...100).contains(percent)
    {
      return .percent(percent)
    }
    let problem = DecodeProblem.outOfRange(
      "batch", wanted: "a number from 1, or a percentage from `1%` to `100%`")
    log.report(problem, at: node.place)
    return nil
  }

  private func repetition(_ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    let steps = steps(fields, .repetition)
    let delay = fields.duration(.delay) ?? .zero
    let limit = Self.maximumTurns
    let maximum = fields.integer(.max, in: 1...limit, wanted: "from 1 to \(limit)")
    guard let until = fields.scalarNode(.until, wanted: "a condition"), let maximum else {
      return nil
    }
    return .repetition(
      RepetitionDeclaration(steps: steps, until: until, maximum: maximum, delay: delay))
  }
}

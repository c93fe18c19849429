import BlueprintExpressions
import BlueprintModel

/// Gives every input its value and checks it; all mistakes are reported together.
struct InputBinder {
  let log: DiagnosticLog

  /// The inputs of `declarations` with the values of `given`.
  func bind(_ declarations: [InputDeclaration], given: [GivenInput]) -> BoundInputs {
    reportStrangers(given, declarations)
    var strongest: [String: GivenInput] = [:]
    for input in given.sorted(by: { $0.origin.rank < $1.origin.rank }) {
      strongest[input.name] = input
    }
    var bound = BoundInputs()
    for declaration in declarations {
      let given = strongest[declaration.name]
      let isPublished = given?.origin == .sealed && !declaration.isSecret
      bind(declaration, isPublished ? nil : given, into: &bound)
    }
    return bound
  }

  private func bind(
    _ declaration: InputDeclaration, _ given: GivenInput?, into bound: inout BoundInputs
  ) {
    let name = declaration.name
    bound.types[name] = declaration.expressionType
    bound.values[name] = .late(declaration.isSecret ? "secrets" : "inputs", name)
    guard let type = declaration.type else { return }
    let value: Value?
    if let given {
      value = read(given, as: type, of: declaration)
    } else if declaration.defaultValue != nil {
      value = defaultValue(of: declaration, as: type)
    } else {
      return reportMissing(declaration, type, &bound)
    }
    guard let value, isWithin(declaration, value, given?.origin) else { return }
    if declaration.isSecret {
      bound.secrets[name] = value
    } else {
      bound.values[name] = .literal(value)
      if given != nil { bound.given[name] = value }
    }
  }

  private func reportMissing(
    _ declaration: InputDeclaration, _ type: InputType, _ bound: inout BoundInputs
  ) {
    let problem = TypeProblem.missingInput(declaration.name, isSecret: declaration.isSecret)
    log.report(problem, at: declaration.place)
    bound.missing.append(
      MissingInput(
        name: declaration.name, type: type.name.rawValue, description: declaration.description,
        isSecret: declaration.isSecret))
  }

  /// Values for inputs that there are not: a mistake where they were given for this command; a
  /// leftover of an earlier blueprint, or of another one, where not.
  private func reportStrangers(_ given: [GivenInput], _ declarations: [InputDeclaration]) {
    let known = Set(declarations.map(\.name))
    for input in given where !known.contains(input.name) {
      switch input.origin {
      case .remembered, .sealed, .environment: continue
      case .variableFile, .variable:
        let close = Suggestions.close(to: input.name, among: known.sorted())
          .map { Candidate(name: $0) }
        log.report(ReferenceProblem.noInput(input.name, close: close), at: nil)
      }
    }
  }

  private func read(
    _ given: GivenInput, as type: InputType, of declaration: InputDeclaration
  ) -> Value? {
    let value: Value?
    let shown: String?
    switch given.content {
    case .text(let text):
      value = InputTextReader.read(text, as: type)
      shown = "`\(text)`"
    case .value(let original):
      value = original.converted(to: type)
      shown = original.string.map { "`\($0)`" } ?? "a \(original.kind)"
    }
    if let value { return value }
    let problem = TypeProblem.inputType(
      declaration.name, wanted: type.wanted, given: declaration.isSecret ? nil : shown,
      origin: given.origin)
    log.report(problem, at: declaration.place)
    return nil
  }

  private func defaultValue(of declaration: InputDeclaration, as type: InputType) -> Value? {
    guard let node = declaration.defaultValue else { return nil }
    do {
      return try InputValueReader.read(node, as: type)
    } catch {
      let problem = TypeProblem.inputType(
        declaration.name, wanted: type.wanted, given: declaration.isSecret ? nil : error.found,
        origin: nil, corrections: declaration.isSecret ? [] : error.corrections(type))
      log.report(problem, at: error.place)
      return nil
    }
  }

  private func isWithin(
    _ declaration: InputDeclaration, _ value: Value, _ origin: InputOrigin?
  ) -> Bool {
    guard let wanted = declaration.constraints.violation(by: value) else { return true }
    let problem = TypeProblem.constraint(declaration.name, wanted: wanted, origin: origin)
    let place = origin == nil ? declaration.defaultValue?.place : nil
    log.report(problem, at: place ?? declaration.place)
    return false
  }
}

extension BoundValue {
  /// The reference `root.name`, to be bound later.
  static func late(_ root: String, _ name: String) -> BoundValue {
    reference(Reference(root: root, path: [.key(name)]))
  }

  /// `reference` as an unfinished value; null for one that has no source form, which names do
  /// not allow.
  static func reference(_ reference: Reference) -> BoundValue {
    let template = try? Template(parsing: "${\(reference)}")
    return template.map { BoundValue($0) } ?? .literal(.null)
  }
}

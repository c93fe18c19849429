import BlueprintExpressions
import BlueprintModel

extension ValueBinder {
  /// The value of a scalar that holds an expression.
  func expression(_ node: YAMLNode, _ slot: Slot, _ scope: Scope) -> Bound? {
    parse(node).flatMap { expression(node, $0, slot, scope) }
  }

  /// The value of `template`, which `node` stands for.
  func expression(
    _ node: YAMLNode, _ template: Template, _ slot: Slot, _ scope: Scope
  ) -> Bound? {
    guard let checked = check(template, node, scope) else { return nil }
    guard isFit(checked.type, template, node, slot),
      isPrivate(checked.type, node.place, slot)
    else { return nil }
    do {
      let parameters = checked.parameters
      let known = parameters.isEmpty ? constants : constants.merging(parameters) { $1 }
      let value = try BoundValue(template).reduced(
        in: known, reading: library.texts(from: node.file))
      if let reason = budget.refusal(of: value) {
        log.report(TypeProblem.noValue(reason), at: node.place)
        return nil
      }
      return fitted(
        Bound(value: value, type: checked.type, needs: checked.needs), node, slot)
    } catch {
      let place = error.range.map { places.place(of: $0, in: node) } ?? node.place
      report(error, at: place)
      return nil
    }
  }

  private func report(_ error: EvaluationError, at place: Place) {
    switch error.kind {
    case .unreadableFile:
      let problem = ReferenceProblem.unreadable(error.file ?? "", reason: error.message)
      log.report(problem, at: place)
    case .unknownFile: log.report(TypeProblem.unknownFile(error.message), at: place)
    default: log.report(TypeProblem.noValue(error.message), at: place)
    }
  }

  func parse(_ node: YAMLNode) -> Template? {
    do {
      return try templates.template(parsing: node.text)
    } catch {
      for mistake in error.errors {
        let place = places.place(of: mistake.range, in: node)
        log.report(TypeProblem.syntax(mistake.message), at: place)
      }
      return nil
    }
  }

  /// The type of `template` and what it needs; nil after a diagnostic.
  private func check(
    _ template: Template, _ node: YAMLNode, _ scope: Scope
  ) -> (type: ExpressionType, needs: [Need], parameters: [String: BoundValue])? {
    var names = NamesInUse()
    let finder = NameFinder(binder: self, node: node, scope: scope)
    for placed in template.references {
      let found = finder.find(locate(placed, in: node))
      names.add(found?.binding, for: placed.reference)
      names.add(found)
    }
    let checked = template.check(in: names.environment)
    for problem in checked.problems {
      let place = places.place(of: problem.range, in: node)
      if problem.kind == .exposedSecret {
        log.report(SecretProblem.exposed(problem.message), at: place)
      } else {
        log.report(TypeProblem.expression(problem), at: place)
      }
    }
    let isGood = checked.problems.isEmpty && !names.hasMistakes
    return isGood ? (checked.type, names.needs, names.parameters) : nil
  }

  private func locate(_ placed: PlacedReference, in node: YAMLNode) -> LocatedReference {
    LocatedReference(
      reference: placed.reference, place: places.place(of: placed.range, in: node),
      length: placed.range.count)
  }

  /// Where text is wanted every scalar will do; anything else must be of the wanted type.
  private func isFit(
    _ type: ExpressionType, _ template: Template, _ node: YAMLNode, _ slot: Slot
  ) -> Bool {
    let isFit = slot.form == .text ? type.isScalar : type.fits(slot.type) || type.isText(for: slot)
    if isFit { return true }
    let problem = TypeProblem.wrongType(
      slot.name, wanted: slot.type.noun, found: type.noun)
    log.report(problem, at: node.place)
    return false
  }

  /// Reports a secret in a slot that does not keep it.
  func isPrivate(_ type: ExpressionType, _ place: Place, _ slot: Slot) -> Bool {
    guard type.holdsSecret, !slot.allowsSecrets else { return true }
    log.report(SecretProblem.exposed(slot.name), at: place)
    return false
  }

  /// A finished value in the form that the slot wants.
  private func fitted(_ bound: Bound, _ node: YAMLNode, _ slot: Slot) -> Bound? {
    guard let value = bound.value.literal else { return bound }
    var bound = bound
    if slot.form == .text {
      guard let text = value.plainText else {
        let problem = TypeProblem.wrongType(slot.name, wanted: "text", found: value.kind)
        log.report(problem, at: node.place)
        return nil
      }
      bound.value = .literal(.string(text))
    } else if case .size = slot.type.form {
      guard let size = value.size else {
        let problem = DecodeProblem.notASize(slot.name, text: value.plainText ?? value.kind)
        log.report(problem, at: node.place)
        return nil
      }
      bound.value = .literal(.size(size))
    }
    return bound
  }
}

extension ExpressionType {
  /// Whether a value of it has a text.
  fileprivate var isScalar: Bool {
    switch form {
    case .list, .map, .object, .null: false
    default: true
    }
  }

  /// Whether it is text where a size is wanted: `${inputs.gigabytes}GiB`.
  fileprivate func isText(for slot: Slot) -> Bool { form == .string && slot.type.form == .size }

  /// The type as a message says it: `an integer`.
  var noun: String {
    switch form {
    case .string: "text"
    case .integer: "an integer"
    case .null: "nothing"
    case .any: "a value"
    default: "a \(self)"
    }
  }
}

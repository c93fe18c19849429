import BlueprintExpressions
import BlueprintModel

/// Turns nodes of the tree into bound values: reads expressions, checks references, types and
/// secrets, and replaces inputs and locals by their values.
struct ValueBinder {
  let symbols: SymbolTable
  /// `inputs` and `locals`.
  let constants: [String: BoundValue]
  let places: ExpressionPlaces
  /// What parameters of templates stand for.
  let parameters: ParameterBinder
  /// The files that `file` reads.
  let library: FileLibrary
  let log: DiagnosticLog
  var budget = ValueBudget()
  let templates = TemplateMemory()

  /// The value of `node`; nil after a diagnostic.
  func bind(_ node: YAMLNode, _ slot: Slot, in scope: Scope) -> Bound? {
    switch node.kind {
    case .scalar:
      guard let bound = scalar(node, slot, scope) else { return nil }
      guard slot.form == .text, bound.value.holdsNUL else { return bound }
      log.report(CollisionProblem.nul(slot.name), at: node.place)
      return nil
    case .list: return list(node, slot, scope)
    case .map: return map(node, slot, scope)
    }
  }

  /// ``bind(_:_:in:)`` for a value that must be known now; nil after a diagnostic, and when an
  /// input has none.
  func constant(_ node: YAMLNode, _ slot: Slot, in scope: Scope = .constants) -> Value? {
    bind(node, slot, in: scope)?.value.literal
  }

  private func scalar(_ node: YAMLNode, _ slot: Slot, _ scope: Scope) -> Bound? {
    node.hasExpression ? expression(node, slot, scope) : literal(node, slot)
  }

  private func list(_ node: YAMLNode, _ slot: Slot, _ scope: Scope) -> Bound? {
    guard case .any = slot.type.form else { return wrongKind(node, slot) }
    var parts: [Bound] = []
    for element in node.elements {
      guard let part = bind(element, slot, in: scope) else { return nil }
      parts.append(part)
    }
    let type = parts.dropFirst().contains { $0.type != parts[0].type } ? .any : parts.first?.type
    return Bound(
      value: BoundValue(list: parts.map(\.value)), type: marked(.list(type ?? .any), by: parts),
      needs: parts.flatMap(\.needs))
  }

  private func map(_ node: YAMLNode, _ slot: Slot, _ scope: Scope) -> Bound? {
    guard case .any = slot.type.form else { return wrongKind(node, slot) }
    var values: [String: BoundValue] = [:]
    var types: [String: ExpressionType] = [:]
    var parts: [Bound] = []
    for (key, value) in node.entries {
      guard let part = bind(value, slot, in: scope) else { return nil }
      values[key.text] = part.value
      types[key.text] = part.type
      parts.append(part)
    }
    return Bound(
      value: BoundValue(map: values), type: .object(types), needs: parts.flatMap(\.needs))
  }

  private func marked(_ type: ExpressionType, by parts: [Bound]) -> ExpressionType {
    parts.contains { $0.type.holdsSecret } ? type.asSecret : type
  }

  private func wrongKind(_ node: YAMLNode, _ slot: Slot) -> Bound? {
    let problem = TypeProblem.wrongType(
      slot.name, wanted: slot.type.noun, found: node.kindName, corrections: corrections(node, slot))
    log.report(problem, at: node.place)
    return nil
  }

  private func corrections(_ node: YAMLNode, _ slot: Slot) -> [Correction] {
    switch slot.type.form {
    case .integer: node.unquoted { $0.isInteger }
    case .number: node.unquoted { $0.isNumber }
    case .boolean: node.unquoted { $0.isBoolean }
    default: []
    }
  }

  private func literal(_ node: YAMLNode, _ slot: Slot) -> Bound? {
    guard let value = literalValue(node, slot) else { return nil }
    return Bound(value: .literal(value), type: ExpressionType(of: value))
  }

  private func literalValue(_ node: YAMLNode, _ slot: Slot) -> Value? {
    if slot.form == .text { return .string(node.text) }
    switch slot.type.form {
    case .size:
      if let size = ByteSize(node.text) { return .size(size) }
      log.report(DecodeProblem.notASize(slot.name, text: node.text), at: node.place)
      return nil
    case .string: return .string(node.text)
    default:
      if let value = plainValue(node), ExpressionType(of: value).fits(slot.type) { return value }
      if case .leadingZero(let text) = node.scalar {
        log.report(DecodeProblem.leadingZero(text), at: node.place)
        return nil
      }
    }
    _ = wrongKind(node, slot)
    return nil
  }

  private func plainValue(_ node: YAMLNode) -> Value? {
    switch node.scalar {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .string, .booleanWord: .string(node.text)
    case .leadingZero, nil: nil
    }
  }
}

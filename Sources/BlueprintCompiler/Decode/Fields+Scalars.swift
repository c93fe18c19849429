import BlueprintModel

/// Typed readings of single fields. Each gives nil for a missing key, and nil with a diagnostic
/// for a value of another shape.
extension Fields {
  /// Text; a plain number or truth value gives the text that the author wrote, so that
  /// `version: 1.10` stays `1.10`.
  func text(_ key: Key) -> String? {
    guard let node = self[key], isScalar(node, key, wanted: "text") else { return nil }
    return isLiteral(node, key) ? node.text : nil
  }

  /// A scalar that may hold expressions.
  func scalarNode(_ key: Key, wanted: String = "text") -> YAMLNode? {
    guard let node = self[key], isScalar(node, key, wanted: wanted) else { return nil }
    return node
  }

  /// `true` or `false`.
  func boolean(_ key: Key) -> Bool? {
    guard let node = self[key] else { return nil }
    switch node.scalar {
    case .boolean(let flag): return flag
    case .booleanWord(let word, let meaning):
      let problem = DecodeProblem.booleanWord(key.rawValue, word: word, meaning: meaning)
      log.report(problem, at: node.place)
    default: reportKind(node, key, wanted: "a boolean", node.unquoted { $0.isBoolean })
    }
    return nil
  }

  /// A whole number within `range`.
  func integer(_ key: Key, in range: ClosedRange<Int>, wanted: String) -> Int? {
    guard let node = self[key] else { return nil }
    switch node.scalar {
    case .integer(let number) where range.contains(number): return number
    case .integer:
      log.report(DecodeProblem.outOfRange(key.rawValue, wanted: wanted), at: node.place)
    case .leadingZero(let text): log.report(DecodeProblem.leadingZero(text), at: node.place)
    default: reportKind(node, key, wanted: "an integer", node.unquoted { $0.isInteger })
    }
    return nil
  }

  /// A duration of at least `minimum`.
  func duration(_ key: Key, minimum: Duration = .zero) -> Duration? {
    guard let node = self[key] else { return nil }
    guard isScalar(node, key, wanted: "a duration"), isLiteral(node, key) else { return nil }
    guard let span = Duration(blueprintText: node.text) else {
      log.report(DecodeProblem.notADuration(key.rawValue, text: node.text), at: node.place)
      return nil
    }
    guard span >= minimum else {
      let wanted = "at least \(minimum.blueprintText)"
      log.report(DecodeProblem.outOfRange(key.rawValue, wanted: wanted), at: node.place)
      return nil
    }
    return span
  }

  /// One of the words of `Choice`.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: Key, of type: Choice.Type
  ) -> Choice? {
    guard let node = self[key], isScalar(node, key, wanted: "text") else { return nil }
    guard isLiteral(node, key) else { return nil }
    if let choice = Choice(rawValue: node.text) { return choice }
    let problem = DecodeProblem.notOneOf(
      key.rawValue, text: node.text, choices: Choice.allCases.map(\.rawValue))
    log.report(problem, at: node.place)
    return nil
  }

  /// A name that refers to something, and its place.
  func reference(_ key: Key) -> Located<String>? {
    guard let node = self[key], isScalar(node, key, wanted: "a name") else { return nil }
    return isLiteral(node, key) ? Located(node.text, at: node.place) : nil
  }

  /// Reports a value that is not what `key` wants.
  func reportKind(
    _ node: YAMLNode, _ key: Key, wanted: String, _ corrections: [Correction] = []
  ) {
    let problem = DecodeProblem.wrongKind(
      key.rawValue, wanted: wanted, found: node.kindName, corrections: corrections)
    log.report(problem, at: node.place)
  }

  /// Reports an expression where the compiler needs the value itself.
  func isLiteral(_ node: YAMLNode, _ key: Key) -> Bool {
    guard node.hasExpression else { return true }
    log.report(DecodeProblem.expression(key.rawValue), at: node.place)
    return false
  }

  func isScalar(_ node: YAMLNode, _ key: Key, wanted: String) -> Bool {
    if node.kind == .scalar { return true }
    reportKind(node, key, wanted: wanted)
    return false
  }
}

import BlueprintModel

/// Captured outputs: `all: stdout`, `lag: {json: /lag, type: integer}`,
/// `id: {pattern: 'id=(\d+)'}`.
extension BlueprintDecoder {
  func capture(_ member: Fields<StepKey>.Member, of kind: StepKey?) -> CaptureDeclaration? {
    guard let kind, kind.allowedModifiers.contains(.outputs) else { return nil }
    if member.value.kind == .scalar {
      return source(member.value, of: kind).map {
        CaptureDeclaration(
          name: member.name, place: member.place, from: $0, selection: .whole,
          type: $0 == .status ? .integer : .string, isSecret: false)
      }
    }
    let fields = Fields<CaptureKey>(member.value, at: member.place, log: log)
    let from = fields.scalarNode(.from).flatMap { source($0, of: kind) }
    let secret = fields.boolean(.secret) ?? false
    let type = captureType(fields)
    guard let selection = selection(fields, at: member.place) else { return nil }
    if selection == .whole, from == nil, kind == .machine {
      log.report(StepProblem.wholeMachineOutput, at: member.place)
      return nil
    }
    let status: InputType = from == .status ? .integer : .string
    return CaptureDeclaration(
      name: member.name, place: member.place, from: from ?? CaptureSource.sources(of: kind).first,
      selection: selection, type: type ?? status, isSecret: secret)
  }

  private func source(_ node: YAMLNode, of kind: StepKey) -> CaptureSource? {
    let sources = CaptureSource.sources(of: kind)
    if let source = CaptureSource(rawValue: node.text), sources.contains(source) { return source }
    let problem = StepProblem.noSource(
      node.text, kind: kind.rawValue, sources: sources.map(\.rawValue))
    log.report(problem, at: node.place)
    return nil
  }

  private func captureType(_ fields: Fields<CaptureKey>) -> InputType? {
    // The properties of an object cannot be declared here, so that it is any map.
    fields.choice(.type, of: InputType.Name.self).map {
      InputType($0 == .object ? .map : $0, items: nil)
    }
  }

  private func selection(
    _ fields: Fields<CaptureKey>, at place: Place
  ) -> CapturedOutput.Selection? {
    switch (fields.scalarNode(.json), fields.scalarNode(.pattern)) {
    case (nil, nil): return .whole
    case (let pointer?, nil):
      return isPointer(pointer) ? .json(pointer: pointer.text) : nil
    case (nil, let pattern?): return expression(pattern).map { .pattern($0) }
    case (_?, _?):
      let problem = DecodeProblem.notExactlyOne(
        construct: CaptureKey.construct, choices: ["json", "pattern"],
        found: ["json", "pattern"])
      log.report(problem, at: place)
      return nil
    }
  }

  /// Whether the scalar is a JSON pointer, as RFC 6901 writes it.
  func isPointer(_ node: YAMLNode) -> Bool {
    let text = node.text
    if node.kind == .scalar, text.isEmpty || text.hasPrefix("/") { return true }
    log.report(StepProblem.badPointer(text), at: node.place)
    return false
  }

  /// The text of a regular expression; nil after a diagnostic.
  func expression(_ node: YAMLNode) -> String? {
    do throws(PatternError) {
      _ = try Pattern(node.text)
      return node.text
    } catch {
      log.report(StepProblem.badExpression(error.reason), at: node.place)
      return nil
    }
  }
}

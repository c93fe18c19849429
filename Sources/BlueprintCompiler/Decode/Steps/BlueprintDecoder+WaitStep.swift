import BlueprintModel

extension BlueprintDecoder {
  /// `wait: healthy`, `{for: 5s}`, or `{until: …}`.
  func waitStep(_ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    guard let node = fields[.wait] else { return nil }
    if node.kind == .scalar {
      if node.text == "healthy" { return .waitUntil(WaitDeclaration(condition: .healthy)) }
      let problem = DecodeProblem.wrongKind(
        "wait", wanted: "`healthy`, `{for: 5s}` or `{until: …}`", found: "`\(node.text)`")
      log.report(problem, at: node.place)
      return nil
    }
    let place = fields.place(of: .wait) ?? node.place
    let parts = Fields<WaitKey>(node, at: place, log: log)
    guard let key = parts.exactlyOne(of: [.span, .until], at: place) else { return nil }
    if key == .span {
      for key in [WaitKey.interval, .timeout, .deadline] {
        guard let place = parts.place(of: key) else { continue }
        log.report(
          StepProblem.strayCompanion(key.rawValue, of: "until", on: "for"), at: place)
      }
      return parts.duration(.span).map { .wait($0) }
    }
    let interval = parts.duration(.interval, minimum: .milliseconds(10))
    let timeout = parts.duration(.timeout, minimum: .milliseconds(10))
    let deadline = parts.duration(.deadline, minimum: .milliseconds(10))
    return parts[.until].flatMap { condition($0, at: parts.place(of: .until)) }.map {
      .waitUntil(
        WaitDeclaration(condition: $0, interval: interval, timeout: timeout, deadline: deadline))
    }
  }

  private func condition(_ node: YAMLNode, at place: Place?) -> WaitDeclaration.Condition? {
    if node.kind == .scalar {
      if node.text == "healthy" { return .healthy }
      let problem = DecodeProblem.wrongKind(
        "until", wanted: "`healthy` or one of `tcp`, `http`, `run`", found: "`\(node.text)`")
      log.report(problem, at: node.place)
      return nil
    }
    let fields = Fields<UntilKey>(node, at: place ?? node.place, log: log)
    switch fields.exactlyOne(of: UntilKey.allCases, at: place ?? node.place) {
    case .tcp: return tcpCondition(fields)
    case .http:
      return fields[.http].flatMap { httpProbe($0, at: fields.place(of: .http)) }
        .map { .probe($0) }
    case .run: return fields.scalarNode(.run).map { .probe(.run($0)) }
    case nil: return nil
    }
  }

  /// An endpoint's name, or a port.
  private func tcpCondition(_ fields: Fields<UntilKey>) -> WaitDeclaration.Condition? {
    guard let node = fields[.tcp] else { return nil }
    guard case .integer? = node.scalar else {
      return fields.reference(.tcp).map { .probe(.tcp($0)) }
    }
    return fields.integer(.tcp, in: 1...65535, wanted: "a name or a port from 1 to 65535")
      .map { .tcpPort($0) }
  }
}

import BlueprintExpressions
import BlueprintModel

/// The steps that act on hosts.
extension StepBinder {
  mutating func file(
    _ declaration: FileDeclaration, _ owner: YAMLNode?, _ group: YAMLNode?, _ scope: StepScope
  ) -> PlacedFileSpec? {
    let owner = text(owner, "owner", scope)
    let group = text(group, "group", scope)
    let path = text(declaration.path, "dest", scope)
    if let path = path?.literal?.string, declaration.path.hasExpression,
      path.isEmpty || path.split(separator: "/").contains("..")
    {
      log.report(DecodeProblem.escapingPath(path), at: declaration.path.place)
      return nil
    }
    guard let content = files.content(declaration.content, in: .step(scope)) else { return nil }
    needs += content.needs
    guard let path, let mode = files.mode(declaration, content.type) else { return nil }
    return PlacedFileSpec(
      path: path, content: content.value, mode: mode, owner: owner, group: group)
  }

  mutating func request(_ declaration: HTTPDeclaration, _ scope: StepScope) -> RequestSpec? {
    let headers = texts(declaration.headers, scope)
    var slot = Slot.any("body")
    slot.allowsSecrets = true
    let body = declaration.body.flatMap { value($0, slot, scope)?.value }
    var expected: [String: BoundValue] = [:]
    for node in declaration.expected {
      expected[node.name] = value(node.value, .any(node.name), scope)?.value
    }
    guard let address = address(declaration.address, scope) else { return nil }
    return RequestSpec(
      method: declaration.method.rawValue, address: address, headers: headers, body: body,
      statuses: declaration.statuses, bodyPattern: declaration.bodyPattern, expected: expected)
  }

  private mutating func address(
    _ address: HTTPDeclaration.Address, _ scope: StepScope
  ) -> RequestSpec.Address? {
    switch address {
    case .url(let node): return text(node, "url", scope).map { .url($0) }
    case .endpoint(let name, let path):
      let path = path.map { text($0, "path", scope) } ?? .literal("/")
      guard isEndpoint(name, scope), let path else { return nil }
      return .endpoint(name.value, path: path)
    }
  }

  mutating func wait(
    _ declaration: WaitDeclaration, _ step: StepDeclaration, _ scope: StepScope
  ) -> WaitSpec? {
    guard let condition = condition(declaration.condition, step, scope) else { return nil }
    return WaitSpec(
      condition: condition, interval: declaration.interval, timeout: declaration.timeout,
      deadline: declaration.deadline)
  }

  private mutating func condition(
    _ condition: WaitDeclaration.Condition, _ step: StepDeclaration, _ scope: StepScope
  ) -> WaitSpec.Condition? {
    switch condition {
    case .tcpPort(let port): return .port(port)
    case .probe(.tcp(let endpoint)):
      return isEndpoint(endpoint, scope) ? .probe(.tcp(endpoint: endpoint.value)) : nil
    case .probe(.http(let endpoint, let path, let status)):
      guard isEndpoint(endpoint, scope) else { return nil }
      return .probe(.http(endpoint: endpoint.value, path: path, status: status))
    case .probe(.run(let node)): return text(node, "run", scope).map { .probe(.run($0)) }
    case .healthy:
      guard let name = service(for: "wait: healthy", step, scope) else { return nil }
      guard let symbol = symbols.services[name], !symbol.content.hasHealth,
        !symbol.content.isOpen
      else {
        return .healthy
      }
      log.report(
        StepReferenceProblem.noHealth(name), at: step.place,
        notes: [Diagnostic.Note("`\(name)` is declared here", at: symbol.place)])
      return nil
    }
  }

  /// The service that the step is on; nil after a diagnostic, and where there is no place at all.
  func service(for what: String, _ step: StepDeclaration, _ scope: StepScope) -> String? {
    switch scope.site?.subject {
    case .service(let name): return name
    case .machines(let name):
      log.report(StepReferenceProblem.needsService(what, machines: name), at: step.place)
      return nil
    case nil: return nil
    }
  }

  private func isEndpoint(_ name: Located<String>, _ scope: StepScope) -> Bool {
    switch scope.site?.subject {
    case nil: return false
    case .machines(let group):
      log.report(StepReferenceProblem.needsService("an endpoint", machines: group), at: name.place)
      return false
    case .service(let service):
      let symbol = symbols.services[service]?.content
      let endpoints = symbol?.endpoints ?? [:]
      if symbol?.isOpen == true || endpoints[name.value] != nil { return true }
      let close = symbols.close(to: name.value, in: endpoints)
      log.report(
        ReferenceProblem.noEndpoint(name.value, of: service, close: close), at: name.place)
      return false
    }
  }
}

import BlueprintModel

extension BlueprintDecoder {
  /// `http: URL`, or a map.
  func httpStep(_ fields: Fields<StepKey>) -> StepDeclaration.Kind? {
    guard let node = fields[.http] else { return nil }
    if node.kind == .scalar {
      return .http(
        HTTPDeclaration(
          method: .get, address: .url(node), headers: [], body: nil, statuses: [],
          bodyPattern: nil, expected: []))
    }
    let place = fields.place(of: .http) ?? node.place
    let parts = Fields<HTTPStepKey>(node, at: place, log: log)
    var request = HTTPDeclaration(
      method: parts.choice(.method, of: HTTPMethod.self) ?? .get, address: .url(node),
      headers: parts.members(.headers, named: nil).map {
        NamedNode(name: $0.name, place: $0.place, value: $0.value)
      },
      body: parts[.body], statuses: [], bodyPattern: nil, expected: [])
    if let node = parts[.expect] { expect(node, at: parts.place(of: .expect), &request) }
    guard let address = address(parts, at: place) else { return nil }
    request.address = address
    return .http(request)
  }

  private func address(
    _ fields: Fields<HTTPStepKey>, at place: Place
  ) -> HTTPDeclaration.Address? {
    let path = fields.scalarNode(.path)
    switch fields.exactlyOne(of: [.url, .endpoint], at: place) {
    case .url:
      if let place = fields.place(of: .path) {
        log.report(StepProblem.strayCompanion("path", of: "endpoint", on: "url"), at: place)
      }
      return fields.scalarNode(.url).map { .url($0) }
    case .endpoint:
      if let path, !path.hasExpression, !path.text.hasPrefix("/") {
        let problem = DecodeProblem.outOfRange("path", wanted: "a path that starts with `/`")
        log.report(problem, at: path.place)
      }
      return fields.reference(.endpoint).map { .endpoint($0, path: path) }
    default: return nil
    }
  }

  private func expect(_ node: YAMLNode, at place: Place?, _ request: inout HTTPDeclaration) {
    let fields = Fields<ExpectKey>(node, at: place ?? node.place, log: log)
    request.statuses = statuses(fields)
    if let node = fields.scalarNode(.body) { request.bodyPattern = expression(node) }
    for member in fields.members(.json, named: nil) {
      guard isPointer(member.key) else { continue }
      request.expected.append(
        NamedNode(name: member.name, place: member.place, value: member.value))
    }
  }

  /// One status, or a list of them.
  private func statuses(_ fields: Fields<ExpectKey>) -> [Int] {
    guard let node = fields[.status] else { return [] }
    let nodes = node.kind == .list ? Array(node.elements) : [node]
    return nodes.compactMap { node in
      if case .integer(let status)? = node.scalar, (100...599).contains(status) { return status }
      let wanted = "a status from 100 to 599, or a list of them"
      log.report(DecodeProblem.outOfRange("status", wanted: wanted), at: node.place)
      return nil
    }
  }
}

import BlueprintModel

/// The keys of a health check.
enum HealthKey: String, ConstructKey {
  case tcp, http, run, interval, timeout, deadline
  case healthyAfter = "healthy_after"
  case unhealthyAfter = "unhealthy_after"

  static let construct = "a health check"
}

/// The keys of an HTTP probe.
enum HTTPProbeKey: String, ConstructKey {
  case endpoint, path, status

  static let construct = "an HTTP probe"
  static let required: [HTTPProbeKey] = [.endpoint]
}

extension BlueprintDecoder {
  func health(_ node: YAMLNode, at keyPlace: Place?) -> HealthDeclaration? {
    let place = keyPlace ?? node.place
    let fields = Fields<HealthKey>(node, at: place, log: log)
    let interval = fields.duration(.interval, minimum: .milliseconds(10))
    let timeout = fields.duration(.timeout, minimum: .milliseconds(10))
    let deadline = fields.duration(.deadline, minimum: .milliseconds(10))
    let healthyAfter = fields.integer(.healthyAfter, in: 1...1000, wanted: "from 1 to 1000")
    let unhealthyAfter = fields.integer(
      .unhealthyAfter, in: 1...1000, wanted: "from 1 to 1000")
    guard let probe = probe(fields, at: place) else { return nil }
    return HealthDeclaration(
      probe: probe, interval: interval ?? .seconds(1), timeout: timeout ?? .seconds(5),
      healthyAfter: healthyAfter ?? 1, unhealthyAfter: unhealthyAfter ?? 3,
      deadline: deadline ?? .seconds(60), place: place)
  }

  private func probe(_ fields: Fields<HealthKey>, at place: Place) -> HealthDeclaration.Probe? {
    guard let key = fields.exactlyOne(of: [.tcp, .http, .run], at: place) else { return nil }
    switch key {
    case .tcp: return fields.reference(.tcp).map { .tcp($0) }
    case .http: return fields[.http].flatMap { httpProbe($0, at: fields.place(of: .http)) }
    default: return fields.scalarNode(.run).map { .run($0) }
    }
  }

  /// `http: NAME`, or a map with the endpoint's name, a path and a status.
  func httpProbe(_ node: YAMLNode, at keyPlace: Place?) -> HealthDeclaration.Probe? {
    if node.kind == .scalar {
      return .http(Located(node.text, at: node.place), path: "/", status: 200)
    }
    let fields = Fields<HTTPProbeKey>(node, at: keyPlace ?? node.place, log: log)
    let path = fields.text(.path) ?? "/"
    if !path.hasPrefix("/"), let node = fields[.path] {
      let problem = DecodeProblem.outOfRange("path", wanted: "a path that starts with `/`")
      log.report(problem, at: node.place)
    }
    let status = fields.integer(.status, in: 100...599, wanted: "from 100 to 599") ?? 200
    return fields.reference(.endpoint).map { .http($0, path: path, status: status) }
  }
}

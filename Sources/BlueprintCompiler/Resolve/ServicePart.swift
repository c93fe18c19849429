import BlueprintExpressions
import BlueprintModel

/// Binds the parts of one service and gathers what they need.
struct ServicePart {
  let binder: ValueBinder
  let service: String
  let files: FileBinder
  let actionNeeds: [String: [Need]]
  var collector: NeedCollector

  /// The value of `node`; nil after a diagnostic.
  mutating func bind(_ node: YAMLNode, _ slot: Slot) -> BoundValue? {
    guard let bound = binder.bind(node, slot, in: .service(service)) else { return nil }
    collector.add(bound.needs)
    return bound.value
  }

  /// The variables of `nodes`.
  mutating func environment(_ nodes: [NamedNode]) -> [EnvironmentVariable] {
    var variables: [EnvironmentVariable] = []
    for node in nodes {
      guard let value = bind(node.value, .privateText(node.name)) else { continue }
      variables.append(EnvironmentVariable(name: node.name, value: value))
    }
    return variables
  }

  /// The provider's own settings.
  mutating func settings(_ nodes: [NamedNode]) -> BoundValue {
    var values: [String: BoundValue] = [:]
    for node in nodes { values[node.name] = bind(node.value, .any(node.name)) }
    return BoundValue(map: values)
  }

  /// The backup procedures.
  mutating func backup(_ declaration: BackupDeclaration) -> BackupSpec {
    BackupSpec(
      capture: steps(declaration.capture), restore: steps(declaration.restore),
      verify: steps(declaration.verify), place: declaration.place)
  }

  /// The health check; nil after a diagnostic.
  mutating func health(_ declaration: HealthDeclaration) -> HealthCheck? {
    guard let probe = probe(declaration.probe) else { return nil }
    return HealthCheck(
      probe: probe, interval: declaration.interval, timeout: declaration.timeout,
      healthyAfter: declaration.healthyAfter, unhealthyAfter: declaration.unhealthyAfter,
      deadline: declaration.deadline,
      place: declaration.place)
  }

  private mutating func probe(_ probe: HealthDeclaration.Probe) -> HealthCheck.Probe? {
    switch probe {
    case .tcp(let endpoint):
      isEndpoint(endpoint) ? .tcp(endpoint: endpoint.value) : nil
    case .http(let endpoint, let path, let status):
      isEndpoint(endpoint) ? .http(endpoint: endpoint.value, path: path, status: status) : nil
    case .run(let node): bind(node, .openText("run")).map { .run($0) }
    }
  }

  private func isEndpoint(_ name: Located<String>) -> Bool {
    let symbol = binder.symbols.services[service]?.content
    let endpoints = symbol?.endpoints ?? [:]
    if endpoints[name.value] != nil || symbol?.isOpen ?? false { return true }
    let close = binder.symbols.close(to: name.value, in: endpoints)
    binder.log.report(
      ReferenceProblem.noEndpoint(name.value, of: service, close: close), at: name.place)
    return false
  }
}

import BlueprintModel

/// What the controller itself does.
extension SimulatedVerb {
  static let controller: [String: SimulatedVerb] = [
    "http.request": SimulatedVerb(required: [("url", .string)], finish: request)
  ]

  /// A response that is what the request expects. A request to a service of the simulation is
  /// answered only if the service is healthy.
  @Sendable private static func request(
    _ world: inout SimulatedWorld, _ scene: VerbScene
  ) throws(Failure) -> VerbResult {
    if let silent = silentService(world, scene) {
      throw .simulated(.unreachable, "connection_refused", "`\(silent)` does not answer")
    }
    let expected = scene["expect"]
    let status = expected?["status"]
    var body = Value.null
    for (pointer, value) in expected?["json"]?.map ?? [:] {
      body = body.setting(value, at: pointer.split(separator: "/").map(String.init)[...])
    }
    return VerbResult(
      outputs: [
        "status": status?.list?.first ?? status ?? 200, "headers": [:],
        "body": body == .null ? "" : .string(body.canonicalJSON),
      ])
  }

  private static func silentService(_ world: SimulatedWorld, _ scene: VerbScene) -> String? {
    let url = scene["url"]?.string ?? ""
    guard let start = url.firstRange(of: "://")?.upperBound else { return nil }
    let authority = url[start...].prefix { $0 != "/" }.split(separator: ":")
    guard authority.count == 2, let port = Int(authority[1]),
      let machine = world.networks[String(authority[0])]
    else { return nil }
    let listeners = (world.servicesByMachine[machine] ?? []).sorted()
      .filter { world.services[$0]?.ports.contains(port) == true }
    guard let service = listeners.first else { return nil }
    return listeners.contains { world.isHealthy($0, at: scene.now) } ? nil : service
  }
}

extension Value {
  /// The map with `value` where the `path` of keys leads to.
  fileprivate func setting(_ value: Value, at path: ArraySlice<String>) -> Value {
    guard let key = path.first else { return value }
    var map = self.map ?? [:]
    map[key] = (map[key] ?? .null).setting(value, at: path.dropFirst())
    return .map(map)
  }
}

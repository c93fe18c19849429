import BlueprintModel

/// The verbs that supervise services and look at their health.
extension SimulatedVerb {
  static let services: [String: SimulatedVerb] = [
    "service.ensure": SimulatedVerb(
      required: [("host", .map), ("name", .string)], begin: beginEnsure, finish: ensure),
    "service.control": SimulatedVerb(
      required: [("host", .map), ("name", .string), ("action", .string)],
      begin: { world, scene in
        let action = scene["action"]?.string
        if action == "stop" || action == "restart" { world.stop(scene.instance, at: scene.now) }
      },
      finish: control),
    "service.delete": SimulatedVerb(
      required: [("host", .map), ("name", .string)],
      begin: { world, scene in world.stop(scene.instance, at: scene.now) },
      finish: { world, scene throws(Failure) in
        world.removeService(scene.instance, at: scene.now)
        return VerbResult()
      }),
    "service.observe": SimulatedVerb(required: [("host", .map), ("name", .string)]) {
      world, scene in
      let service = world.services[scene.instance]
      let state =
        service.map { $0.isRunning ? "running" : "stopped" } ?? "absent"
      return VerbResult(
        outputs: ["state": .string(state), "starts": .integer(service?.starts ?? 0)])
    },
    "service.logs": SimulatedVerb(required: [("host", .map), ("name", .string)]) { _, _ in
      VerbResult(outputs: ["lines": [], "offset": 0])
    },
    "health.wait": SimulatedVerb(required: [("host", .map)], end: healthy, finish: wait),
    "health.observe": SimulatedVerb(required: [("host", .map)]) { world, scene in
      let isHealthy = world.isHealthy(scene.instance, at: scene.now)
      return VerbResult(
        outputs: [
          "healthy": .boolean(isHealthy), "reason": .string(isHealthy ? "" : "no answer"),
        ])
    },
  ]

  /// A running service with another specification is stopped first.
  @Sendable private static func beginEnsure(_ world: inout SimulatedWorld, _ scene: VerbScene) {
    guard let service = world.services[scene.instance], service.isRunning,
      service.specification != scene.specification
    else { return }
    world.stop(scene.instance, at: scene.now)
  }

  @Sendable private static func ensure(
    _ world: inout SimulatedWorld, _ scene: VerbScene
  ) throws(Failure) -> VerbResult {
    guard let machine = world.machine(of: scene.action.input) else { throw scene.noMachine }
    let result = VerbResult(handle: ["spec": .string(scene.specification.description)])
    var service =
      world.services[scene.instance]
      ?? SimulatedService(machine: machine.address, name: scene["name"]?.string ?? "")
    if service.isRunning, service.specification == scene.specification { return result }
    let ports = (scene["endpoints"]?.list ?? []).compactMap { $0["port"]?.integer }
    for port in ports {
      guard let other = world.holder(of: port, on: machine.address, besides: scene.instance) else {
        continue
      }
      throw .simulated("port_in_use", "port \(port) is held by `\(other)`")
    }
    service.machine = machine.address
    service.ports = ports
    service.specification = scene.specification
    world.place(service, at: scene.instance)
    world.start(scene.instance, healthy: scene.startUp.map { scene.now + $0 })
    return result
  }

  @Sendable private static func control(
    _ world: inout SimulatedWorld, _ scene: VerbScene
  ) throws(Failure) -> VerbResult {
    let action = scene["action"]?.string ?? ""
    guard let service = world.services[scene.instance] else {
      if action == "stop" { return VerbResult() }
      throw .simulated("service_absent", "`\(scene.instance)` was never started here")
    }
    if action == "restart" || action == "start", !service.isRunning {
      world.start(scene.instance, healthy: scene.startUp.map { scene.now + $0 })
    }
    return VerbResult()
  }

  /// When a wait for health ends: when the service was healthy long enough, or at the deadline.
  @Sendable private static func healthy(
    _ world: SimulatedWorld, _ scene: VerbScene
  ) -> Timestamp? {
    let deadline = scene.now + (scene.milliseconds("deadline_ms") ?? .seconds(60))
    let interval = scene.milliseconds("interval_ms") ?? .seconds(1)
    let looks = max(scene["healthy_after"]?.integer ?? 1, 1) - 1
    let proof = interval * looks + (scene.milliseconds("stable_ms") ?? .zero)
    guard let service = world.services[scene.instance] else { return scene.now + proof }
    guard let from = service.healthyFrom, from <= deadline else { return deadline }
    return max(from, scene.now) + proof
  }

  @Sendable private static func wait(
    _ world: inout SimulatedWorld, _ scene: VerbScene
  ) throws(Failure) -> VerbResult {
    // What nobody started here is taken to be well: a machine, or what runs without a supervisor.
    let isKnown = world.services[scene.instance] != nil
    guard !isKnown || world.isHealthy(scene.instance, at: scene.now) else {
      let deadline = (scene.milliseconds("deadline_ms") ?? .seconds(60)).blueprintText
      throw .simulated(
        "unhealthy", "`\(scene.instance)` did not become healthy within \(deadline)")
    }
    return VerbResult()
  }
}

extension VerbScene {
  /// The service instance that the call is about.
  var instance: String {
    let parts = address.split(separator: ".", maxSplits: 2)
    return parts.first == "services" ? parts.prefix(2).joined(separator: ".") : address
  }

  /// The digest of what the service is to be.
  var specification: Digest {
    var input = action.input.map ?? [:]
    input["host"] = nil
    return Digest(of: .map(input))
  }

  /// The failure of a call for a machine that is not there.
  var noMachine: Failure {
    .simulated("no_machine", "`\(address)` is on a machine that does not exist")
  }
}

extension SimulatedWorld {
  /// Whether a service instance answers its health check.
  func isHealthy(_ address: String, at now: Timestamp) -> Bool {
    guard let service = services[address], service.isRunning, let from = service.healthyFrom else {
      return false
    }
    return from <= now && machines[service.machine]?.isAlive == true
  }
}

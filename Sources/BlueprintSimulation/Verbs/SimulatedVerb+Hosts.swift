import BlueprintModel

/// The verbs that work with files, packages and scripts on a machine.
extension SimulatedVerb {
  static let hosts: [String: SimulatedVerb] = [
    "packages.ensure": SimulatedVerb(required: [("packages", .list)]) { _, scene in
      VerbResult(outputs: ["digest": .string(Digest(of: scene["packages"] ?? .null).description)])
    },
    "host.put": SimulatedVerb(required: [("host", .map), ("directory", .string)], finish: put),
    "host.get": SimulatedVerb(required: [("host", .map), ("path", .string)]) { _, scene in
      let name = scene["path"]?.string?.split(separator: "/").last.map(String.init) ?? "file"
      let digest = Digest(of: "\(scene.address)/\(name)".utf8)
      let file: Value = [
        "path": .string(name), "size": 4096, "sha256": .string(digest.description),
      ]
      return VerbResult(outputs: ["files": [file]])
    },
    "host.job": SimulatedVerb(
      required: [("host", .map), ("script", .string)],
      begin: { world, scene in
        if scene.hook == "stop" { world.stop(scene.address, at: scene.now) }
      },
      finish: job),
  ]

  @Sendable private static func put(
    _ world: inout SimulatedWorld, _ scene: VerbScene
  ) throws(Failure) -> VerbResult {
    let paths = (scene["files"]?.list ?? []).compactMap { $0["path"]?.string }
    let directory = scene["directory"]?.string ?? ""
    let files = paths.map { "\(directory)/\($0)" }
    world.files[scene.address] = files.isEmpty ? nil : Set(files)
    return VerbResult(
      handle: ["files": .list(files.map(Value.string))],
      outputs: ["digest": .string(Digest(of: scene["files"] ?? .null).description)])
  }

  @Sendable private static func job(
    _ world: inout SimulatedWorld, _ scene: VerbScene
  ) throws(Failure) -> VerbResult {
    if let exit = scene.stub?.exit, exit != 0 {
      throw .simulated("exit_status", "exit status \(exit)", changed: .unknown)
    }
    if scene.hook == "start" { startByHook(&world, scene) }
    return VerbResult(outputs: ["stdout": ""])
  }

  /// Software that starts itself is known by its `start` hook alone.
  private static func startByHook(_ world: inout SimulatedWorld, _ scene: VerbScene) {
    guard scene.address.hasPrefix("services."), let machine = world.machine(of: scene.action.input)
    else { return }
    var service =
      world.services[scene.address]
      ?? SimulatedService(machine: machine.address, name: scene.address)
    service.machine = machine.address
    world.place(service, at: scene.address)
    world.start(scene.address, healthy: scene.startUp.map { scene.now + $0 })
  }
}

extension VerbScene {
  /// The hook that the step belongs to: `start` of `services.a/start` and of
  /// `services.a/restore[0].start`, with or without a number.
  var hook: String? {
    guard let step, let last = step.split(whereSeparator: { $0 == "/" || $0 == "." }).last else {
      return nil
    }
    return String(last.prefix { $0 != "[" })
  }
}

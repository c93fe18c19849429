import BlueprintModel

/// The verbs of a target that gives machines.
extension SimulatedVerb {
  static let machines: [String: SimulatedVerb] = [
    "target.check": SimulatedVerb { _, _ in VerbResult(outputs: ["problems": []]) },
    "inventory": SimulatedVerb { world, _ in
      VerbResult(
        outputs: ["machines": .list(world.machines.keys.sorted().map(Value.string))])
    },
    "machine.ensure": SimulatedVerb(required: [("name", .string)], finish: ensure),
    "machine.delete": SimulatedVerb(
      begin: { $0.halt($1.address, at: $1.now) },
      finish: { world, scene throws(Failure) in
        world.removeMachine(scene.address, at: scene.now)
        return VerbResult()
      }),
    "machine.observe": SimulatedVerb { world, scene in
      guard let machine = world.machines[scene.address] else {
        return VerbResult(outputs: ["state": "absent"])
      }
      return VerbResult(
        outputs: [
          "state": machine.isAlive ? "present" : "off", "address": .string(machine.network),
        ])
    },
    "machine.power": SimulatedVerb { world, scene throws(Failure) in try power(&world, scene) },
    "machine.reboot": SimulatedVerb(
      begin: { $0.halt($1.address, at: $1.now) },
      finish: { world, scene throws(Failure) in
        try existing(world, scene)
        world.boot(scene.address, at: scene.now) { _ in scene.startUp }
        return VerbResult()
      }),
    "machine.resize": SimulatedVerb { world, scene throws(Failure) in
      try existing(world, scene)
      return VerbResult()
    },
    "machine.fence": SimulatedVerb { world, scene in
      world.halt(scene.address, at: scene.now)
      world.machines[scene.address]?.isOn = false
      return VerbResult(outputs: ["state": "isolated"])
    },
    "machine.confirm_dead": SimulatedVerb { world, scene in
      let isAlive = world.machines[scene.address]?.isAlive == true
      return VerbResult(outputs: ["state": isAlive ? "alive" : "dead"])
    },
    "machine.snapshot": SimulatedVerb { world, scene throws(Failure) in
      try existing(world, scene)
      let id = "snapshot-\(scene.context.token.suffix(8))"
      world.machines[scene.address]?.snapshots.insert(id)
      return VerbResult(outputs: ["snapshot": .string(id)])
    },
    "machine.restore": SimulatedVerb { world, scene throws(Failure) in
      try existing(world, scene)
      return VerbResult()
    },
    "machine.delete_snapshot": SimulatedVerb { world, scene in
      if let id = scene["snapshot"]?.string {
        world.machines[scene.address]?.snapshots.remove(id)
      }
      return VerbResult()
    },
  ]

  private static func existing(
    _ world: SimulatedWorld, _ scene: VerbScene
  ) throws(Failure) {
    guard world.machines[scene.address] == nil else { return }
    throw .simulated("not_found", "there is no machine `\(scene.address)`")
  }

  @Sendable private static func ensure(
    _ world: inout SimulatedWorld, _ scene: VerbScene
  ) throws(Failure) -> VerbResult {
    let name = scene["name"]?.string ?? ""
    let isNew = world.machines[scene.address] == nil
    var machine = world.machines[scene.address] ?? make(scene, in: world)
    for (key, value) in scene["specification"]?["labels"]?.map ?? [:] {
      machine.labels[key] = value.string
    }
    let wasAlive = machine.isAlive
    machine.isOn = true
    machine.deadUntil = nil
    world.machines[scene.address] = machine
    world.homes[machine.home] = scene.address
    world.networks[machine.network] = scene.address
    if !isNew, !wasAlive { world.boot(scene.address, at: scene.now) { _ in scene.startUp } }
    for (volume, _) in scene["specification"]?["volumes"]?.map ?? [:] {
      world.attach("\(scene.address)/\(volume)", to: scene.address)
    }
    return VerbResult(
      handle: ["id": .string(machine.home)],
      outputs: [
        "name": .string(name), "address": .string(machine.network),
        "root": .string("\(machine.home)/root"), "home": .string(machine.home),
      ])
  }

  /// A machine whose addresses depend on its name alone, as far as others leave them free.
  private static func make(_ scene: VerbScene, in world: SimulatedWorld) -> SimulatedMachine {
    let index = scene["index"]?.integer ?? 0
    var random = SimulatorRandom(seed: 0, key: "\(scene.action.deployment)/\(scene.address)")
    var network = ""
    repeat {
      let bits = random.next()
      network = "10.\(bits & 255).\(bits >> 8 & 255).\(1 + (bits >> 16) % 254)"
    } while world.networks[network] != nil
    return SimulatedMachine(
      address: scene.address, home: "/simulated/\(scene.action.deployment)/\(scene.address)",
      network: network,
      labels: ["rack": "r\(1 + index % 3)", "zone": "z\(1 + index % 3)"])
  }

  private static func power(
    _ world: inout SimulatedWorld, _ scene: VerbScene
  ) throws(Failure) -> VerbResult {
    try existing(world, scene)
    let wanted = scene["state"]?.string ?? scene["power"]?.string ?? "state"
    let wasOn = world.machines[scene.address]?.isOn == true
    if wanted == "off" || wanted == "cycle" {
      world.halt(scene.address, at: scene.now)
      world.machines[scene.address]?.isOn = false
    }
    if wanted == "on" && !wasOn || wanted == "cycle" {
      world.machines[scene.address]?.isOn = true
      world.boot(scene.address, at: scene.now) { _ in scene.startUp }
    }
    let isOn = world.machines[scene.address]?.isOn == true
    return VerbResult(outputs: ["state": isOn ? "on" : "off"])
  }
}

extension SimulatedVerb {
  /// A verb that needs nothing and is so at its end.
  init(
    _ finish:
      @escaping @Sendable (inout SimulatedWorld, VerbScene) throws(Failure) -> VerbResult
  ) {
    self.init(finish: finish)
  }
}

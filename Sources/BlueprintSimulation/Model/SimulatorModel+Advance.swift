import BlueprintModel

extension SimulatorModel {
  /// Makes everything happen that is due at `now` or before, in order. Returns the answers that
  /// arrive.
  public mutating func advance(to now: Timestamp) -> [SimulatedAnswer] {
    var answers: [SimulatedAnswer] = []
    while let (moment, event) = events.popFirst(until: now) {
      switch event {
      case .due(let token): end(token, at: moment)
      case .answer(let answer): answers.append(answer)
      case .strike(let fault):
        let machines = world.machines.values.filter { fault.selector.selects($0) }
        kill(machines.map(\.address).sorted(), fault, at: moment)
      case .kill(let machines, let fault): kill(machines, fault, at: moment)
      case .revive(let machines): revive(machines, at: moment)
      }
    }
    return answers
  }

  private mutating func end(_ token: String, at now: Timestamp) {
    guard let effect = effects[token], effect.due == now, effect.outcome == nil else { return }
    let outcome = outcome(of: effect, at: now)
    if case .done = outcome { count(token, effect) }
    effects[token]?.outcome = outcome
    release(effect)
    guard effect.listener != nil else { return }
    tell(token, at: now)
  }

  private mutating func count(_ token: String, _ effect: SimulatedEffect) {
    effectCounts[token, default: 0] += 1
    guard effectCounts[token] != 1 else { return }
    world.violations.append("`\(effect.subject.key)` took effect twice under one token")
  }

  private mutating func outcome(of effect: SimulatedEffect, at now: Timestamp) -> Outcome {
    if let failure = effect.failure { return .failed(failure) }
    var scene = effect.scene
    scene.now = now
    if effect.verb.isOnHost, world.machine(of: scene.action.input)?.isAlive != true {
      return .failed(
        .simulated(
          .unreachable, "connection_lost", "the machine of `\(scene.address)` is gone",
          changed: .unknown))
    }
    do throws(Failure) {
      let result = try effect.verb.finish(&world, scene)
      let outputs = scene.stub.map { result.outputs.merging($0.outputs) } ?? result.outputs
      return .done(handle: result.handle, outputs: outputs)
    } catch {
      return .failed(error)
    }
  }

  /// Gives the one who waits for `token` the outcome, unless something keeps it from arriving.
  mutating func tell(_ token: String, at now: Timestamp) {
    guard let effect = effects[token], let listener = effect.listener, !effect.isMute else {
      return
    }
    effects[token]?.listener = nil
    let machine = effect.subject.machine
    if effect.verb.isOnHost, machine.map({ isCut($0, [.out, .both], at: now) }) == true {
      answer(listener, nil, at: now + Self.connectTimeout)
    } else {
      answer(listener, effect.isLost ? nil : effect.outcome, at: now)
    }
    effects[token]?.isLost = false
  }

  // MARK: machines

  private mutating func kill(_ machines: [String], _ fault: Fault, at now: Timestamp) {
    let end = fault.lasting.map { now + $0 }
    var killed: [String] = []
    for address in machines where world.machines[address]?.isAlive == true {
      world.halt(address, at: now)
      world.machines[address]?.deadUntil = end ?? SimulatedMachine.never
      killed.append(address)
    }
    if let end, !killed.isEmpty { events.insert(.revive(machines: killed), at: end) }
  }

  private mutating func revive(_ machines: [String], at now: Timestamp) {
    for address in machines where world.machines[address]?.deadUntil == now {
      world.machines[address]?.deadUntil = nil
      var spans: [String: Duration] = [:]
      for service in world.servicesByMachine[address] ?? [] {
        var random = SimulatorRandom(
          seed: settings.seed, key: "boot/\(service)/\(now.milliseconds)")
        spans[service] = settings.latencies.latency(of: LatencyTable.startUp).sample(&random)
      }
      world.boot(address, at: now) { spans[$0] ?? .zero }
    }
  }
}

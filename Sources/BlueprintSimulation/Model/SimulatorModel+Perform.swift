import BlueprintModel

extension SimulatorModel {
  /// Begins a call, or goes on with the effect of its token.
  public mutating func perform(_ call: SimulatedCall, at now: Timestamp) {
    if effects[call.context.token] != nil { return rejoin(call, at: now) }
    guard let verb = SimulatedVerb.all[call.action.verb] else {
      let failure = Failure.simulated(
        "unknown_verb",
        "provider `\(call.action.target.provider)` has no verb "
          + "`\(call.action.verb)`")
      return answer(call.number, .failed(failure), at: now + Self.promptly)
    }
    if let mistake = verb.mistake(in: call.action.input) {
      return answer(call.number, .failed(mistake), at: now + Self.promptly)
    }
    guard !call.context.isReadBack else {
      let failure = Failure.simulated("not_begun", "nothing was begun under this token")
      return answer(call.number, .failed(failure), at: now + Self.promptly)
    }
    begin(call, verb, at: now)
  }

  /// Asks that the effect of `token` be given up: who waits for it is answered.
  public mutating func cancel(token: String, at now: Timestamp) {
    guard let effect = effects[token], effect.outcome == nil || effect.isMute else { return }
    let failure = Failure.simulated("cancelled", "it was given up as asked", changed: .unknown)
    if effect.outcome == nil {
      release(effect)
      effects[token]?.outcome = .failed(failure)
      effects[token]?.due = nil
    }
    effects[token]?.isMute = false
    effects[token]?.listener = nil
    if let listener = effect.listener {
      answer(listener, .failed(failure), at: now + Self.promptly)
    }
  }

  private mutating func rejoin(_ call: SimulatedCall, at now: Timestamp) {
    let token = call.context.token
    guard let effect = effects[token] else { return }
    let struck = ledger.take(effect.subject, at: now) { kind in
      if case .lose = kind { true } else { kind == .hang }
    }
    effects[token]?.listener = call.number
    effects[token]?.isLost = struck.contains { $0.kind != .hang }
    effects[token]?.isMute = struck.contains { $0.kind == .hang }
    guard effect.outcome != nil else { return }
    tell(token, at: now + Self.promptly)
  }

  private mutating func begin(_ call: SimulatedCall, _ verb: SimulatedVerb, at now: Timestamp) {
    let machine = machine(of: call)
    let subject = FaultSubject(
      step: call.step, verb: call.action.verb, address: call.action.address, machine: machine,
      attempt: call.context.attempt)
    let struck = ledger.take(subject, at: now) { kind in
      switch kind {
      case .limit, .cut, .crash, .unhealthy: false
      default: true
      }
    }
    if struck.contains(where: { $0.kind == .lose(.call) }) {
      return answer(call.number, nil, at: now + latency(of: call, struck))
    }
    if let failure = refusal(call, subject, struck, at: now) {
      return answer(call.number, .failed(failure), at: now + Self.promptly)
    }
    if verb.isOnHost, let failure = unreachable(call, machine, at: now) {
      return answer(call.number, .failed(failure), at: now + Self.connectTimeout)
    }
    start(call, verb, subject, struck, at: now)
  }

  /// Puts an effect on its way.
  private mutating func start(
    _ call: SimulatedCall, _ verb: SimulatedVerb, _ subject: FaultSubject, _ struck: [Fault],
    at now: Timestamp
  ) {
    let stub = settings.stubs.first { $0.selector.selects(subject) }
    let scene = VerbScene(
      action: call.action, context: call.context, step: call.step, now: now,
      startUp: startUp(subject, at: now), stub: stub)
    var effect = SimulatedEffect(scene: scene, verb: verb, subject: subject)
    effect.listener = call.number
    for fault in struck {
      switch fault.kind {
      case .fail(let failure): effect.failure = effect.failure ?? failure
      case .lose: effect.isLost = true
      case .hang: effect.isMute = true
      default: break
      }
    }
    let span = latency(of: call, struck)
    if effect.failure == nil { verb.begin(&world, scene) }
    delayHealth(scene, subject, at: now)
    let end = effect.failure == nil ? verb.end?(world, scene) ?? now : now
    effect.due = end + span
    effect.limits = hold(subject)
    effects[call.context.token] = effect
    events.insert(.due(token: call.context.token), at: end + span)
    for fault in struck where fault.kind == .die {
      guard let machine = subject.machine else { continue }
      events.insert(.kill(machines: [machine.address], fault: fault), at: now + span / 2)
    }
  }

  /// The machine that a call is for or about.
  private func machine(of call: SimulatedCall) -> SimulatedMachine? {
    world.machine(of: call.action.input) ?? world.machines[call.action.address]
  }

  /// Schedules the answer to a call; nil for one that is lost.
  mutating func answer(_ call: Int, _ outcome: Outcome?, at moment: Timestamp) {
    events.insert(.answer(SimulatedAnswer(call: call, outcome: outcome)), at: moment)
  }

  private func latency(of call: SimulatedCall, _ struck: [Fault]) -> Duration {
    var latency = settings.latencies.latency(of: call.action.verb)
    for case .delay(let other) in struck.map(\.kind) { latency = other }
    let step = call.step ?? call.action.address
    var random = SimulatorRandom(
      seed: settings.seed, key: "latency/\(step)/\(call.action.verb)/\(call.context.attempt)")
    return latency.sample(&random)
  }
}

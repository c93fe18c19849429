import BlueprintModel

extension SimulatorModel {
  /// The failure of a call that the target does not take now.
  func refusal(
    _ call: SimulatedCall, _ subject: FaultSubject, _ struck: [Fault], at now: Timestamp
  ) -> Failure? {
    for case .throttle(let rate) in struck.map(\.kind) {
      return .simulated(
        .throttled, "too_many_requests", "429: more than \(rate) calls in a second")
    }
    for fault in settings.faults where fault.selector.selects(subject) {
      guard case .limit(let limit) = fault.kind, ledger.isOn(fault, at: now) else { continue }
      if held[fault, default: 0] >= limit {
        return .simulated(.throttled, "limit_reached", "more than \(limit) calls at a time")
      }
    }
    return nil
  }

  /// Counts a call for the limits that it falls under.
  mutating func hold(_ subject: FaultSubject) -> [Fault] {
    var limits: [Fault] = []
    for fault in settings.faults where fault.selector.selects(subject) {
      guard case .limit = fault.kind else { continue }
      held[fault, default: 0] += 1
      limits.append(fault)
    }
    return limits
  }

  /// The call of `effect` is over.
  mutating func release(_ effect: SimulatedEffect) {
    for fault in effect.limits { held[fault, default: 1] -= 1 }
  }

  /// The failure of a call to a machine that cannot be reached.
  func unreachable(
    _ call: SimulatedCall, _ machine: SimulatedMachine?, at now: Timestamp
  ) -> Failure? {
    guard let machine else {
      return .simulated(
        "no_machine", "`\(call.action.address)` is on a machine that does not exist")
    }
    if !machine.isAlive {
      return .simulated(.unreachable, "no_route", "`\(machine.address)` does not answer")
    }
    guard isCut(machine, [.in, .both], at: now) else { return nil }
    return .simulated(.unreachable, "no_route", "`\(machine.address)` cannot be reached")
  }

  /// Whether nothing passes to or from a machine in one of the `ways`.
  func isCut(
    _ machine: SimulatedMachine, _ ways: Set<Fault.Direction>, at now: Timestamp
  ) -> Bool {
    settings.faults.contains { fault in
      guard case .cut(let way) = fault.kind, ways.contains(way) else { return false }
      return fault.selector.selects(machine) && ledger.isOn(fault, at: now)
    }
  }

  /// How long a service that this call starts takes to be healthy; nil if it never is.
  mutating func startUp(_ subject: FaultSubject, at now: Timestamp) -> Duration? {
    var random = SimulatorRandom(
      seed: settings.seed, key: "startup/\(subject.key)/\(subject.attempt)")
    var span = settings.latencies.latency(of: LatencyTable.startUp).sample(&random)
    guard subject.verb != "health.wait" else { return span }
    for fault in ledger.take(subject, at: now, where: \.isUnhealthy) {
      slowed.insert(subject.address)
      guard case .unhealthy(let longer?) = fault.kind else { return nil }
      span += longer
    }
    return span
  }

  /// Where a fault names the step that waits for health, the service is what takes longer.
  mutating func delayHealth(_ scene: VerbScene, _ subject: FaultSubject, at now: Timestamp) {
    guard scene.action.verb == "health.wait", let service = world.services[scene.instance],
      let healthy = service.healthyFrom, slowed.remove(scene.instance) == nil
    else { return }
    for fault in ledger.take(subject, at: now, where: \.isUnhealthy) {
      guard case .unhealthy(let longer) = fault.kind,
        fault.selector.step != nil || fault.selector.verb != nil
      else { continue }
      let from = longer.map { healthy + $0 }
      world.services[scene.instance]?.healthyFrom = from
      world.availability.close(scene.instance, at: now)
      if let from { world.availability.open(scene.instance, at: from) }
    }
  }
}

extension Fault.Kind {
  /// Whether it keeps a service from being healthy.
  fileprivate var isUnhealthy: Bool {
    if case .unhealthy = self { true } else { false }
  }
}

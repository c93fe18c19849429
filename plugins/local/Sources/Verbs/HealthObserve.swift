import BlueprintModel

/// `health.observe`: probes once.
struct HealthObserve: LocalVerb {
  private let call: VerbCall
  private let probe: Probe

  init(_ call: VerbCall) throws(Failure) {
    self.call = call
    probe = try Probe(call)
  }

  func perform() async throws(Failure) -> Outcome {
    let health = await probe.run(on: call.host)
    return .done(
      handle: nil,
      outputs: ["healthy": .boolean(health.isHealthy), "reason": .string(health.reason)])
  }
}

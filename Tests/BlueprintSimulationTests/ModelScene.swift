import BlueprintModel

@testable import BlueprintSimulation

/// A world with calls that are numbered, and what arrived of their answers.
struct ModelScene {
  var model: SimulatorModel
  var now = Timestamp(milliseconds: 0)
  var answers: [Int: SimulatedAnswer] = [:]
  private var last = 0

  init(seed: UInt64 = 1, faults: [Fault] = [], stubs: [Stub] = []) {
    model = SimulatorModel(
      .init(seed: seed, latencies: LatencyTable().settled, faults: faults, stubs: stubs), at: now)
  }

  /// Makes a call; returns its number.
  mutating func call(
    _ verb: String, _ address: String, _ input: Value = .map([:]), token: String? = nil,
    step: String? = nil, attempt: Int = 1
  ) -> Int {
    last += 1
    let action = Action(
      verb: verb, deployment: "shop", address: address,
      target: TargetBinding(name: "main", provider: "simulator"), input: input)
    let context = ActionContext(
      token: token ?? "\(verb) \(address) \(last)", attempt: attempt, term: 1,
      timeout: .seconds(600))
    model.perform(
      SimulatedCall(
        number: last, step: step ?? "\(address)/\(verb)", action: action, context: context),
      at: now)
    return last
  }

  /// Lets time pass until the call is answered, or for `limit`.
  mutating func answer(_ call: Int, within limit: Duration = .seconds(3600)) -> SimulatedAnswer? {
    let end = now + limit
    while answers[call] == nil, let next = model.next, next <= end { pass(to: next) }
    if answers[call] == nil { pass(to: end) }
    return answers[call]
  }

  /// Lets time pass.
  mutating func pass(_ span: Duration) { pass(to: now + span) }

  private mutating func pass(to moment: Timestamp) {
    now = max(now, moment)
    for answer in model.advance(to: now) { answers[answer.call] = answer }
  }

  /// Makes a machine; returns what inputs call `host`.
  mutating func machine(_ address: String = "machines.web[0]", index: Int = 0) -> Value {
    let call = call(
      "machine.ensure", address, ["name": .string(address), "index": .integer(index)])
    guard case .done(_, let outputs)? = answer(call)?.outcome else { return .null }
    return .map(outputs)
  }

  /// Starts a service; returns the outcome.
  mutating func service(
    _ address: String = "services.web[0]", on host: Value, port: Int = 80, release: Int = 1
  ) -> Outcome? {
    let call = call(
      "service.ensure", address,
      [
        "host": host, "name": "web", "spec": ["release": .integer(release)],
        "endpoints": [["port": .integer(port)]],
      ], step: "\(address)/start")
    return answer(call)?.outcome
  }
}

extension Outcome {
  /// The failure, if it is one.
  var failure: Failure? {
    if case .failed(let failure) = self { failure } else { nil }
  }
}

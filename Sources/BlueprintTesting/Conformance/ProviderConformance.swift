import BlueprintModel

/// What every provider must keep, in the same process or behind the plugin protocol.
public struct ProviderConformance: Sendable {
  private let provider: any Provider
  private let sample: ProviderSample
  /// Tells one run of the suite from another, because a provider remembers tokens.
  private let run: String

  /// The suite for `provider`; `run` must differ between runs against the same state.
  public init(_ provider: any Provider, _ sample: ProviderSample, run: String) {
    self.provider = provider
    self.sample = sample
    self.run = run
  }

  /// Tries everything; the breaches as sentences, none if the provider conforms.
  public func breaches() async throws -> [String] {
    var breaches: [String] = []
    breaches += try await oneEffectPerToken()
    breaches += try await oneEffectPerTokenAtOnce()
    breaches += try await unknownVerb()
    for bad in sample.badInputs { breaches += try await refuses(bad) }
    if sample.readsBack { breaches += try await readsBack() }
    return breaches
  }

  /// A call that reads back tells of an effect that there is, and begins none that there is not.
  private func readsBack() async throws -> [String] {
    var breaches: [String] = []
    let before = try await sample.countEffects()
    let none = try await perform(sample.effect, token: "never-begun", isReadBack: true)
    if case .failed(let failure) = none, failure.code == "not_begun" {
      if failure.failureClass != .transient {
        breaches.append("an effect that never was failed \(failure.failureClass), not transient")
      }
      if failure.changed != .no {
        breaches.append("an effect that never was does not say that nothing changed")
      }
    } else {
      breaches.append("reading back an effect that never was ended as \(none)")
    }
    let found = try await perform(sample.effect, token: "same", isReadBack: true)
    let first = try await perform(sample.effect, token: "same")
    if found != first { breaches.append("reading back answered \(found), performing \(first)") }
    let more = try await sample.countEffects() - before
    if more != 0 { breaches.append("reading back made \(more) effects") }
    return breaches
  }

  /// The same call again, as after a controller's crash, changes nothing and answers the same.
  private func oneEffectPerToken() async throws -> [String] {
    let before = try await sample.countEffects()
    let first = try await perform(sample.effect, token: "same")
    let made = try await sample.countEffects()
    let second = try await perform(sample.effect, token: "same")
    let after = try await sample.countEffects()
    var breaches: [String] = []
    if case .done = first {} else { breaches.append("the sample's effect ended as \(first)") }
    if made != before + 1 { breaches.append("one call made \(made - before) effects, not 1") }
    if after != made { breaches.append("the same token made \(after - made) more effects") }
    if first != second { breaches.append("the same token answered \(first), then \(second)") }
    return breaches
  }

  /// Calls of the same token at the same time change nothing either.
  private func oneEffectPerTokenAtOnce() async throws -> [String] {
    let before = try await sample.countEffects()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask { _ = try await perform(sample.effect, token: "same") }
      }
      try await group.waitForAll()
    }
    let more = try await sample.countEffects() - before
    return more == 0 ? [] : ["the same token, at once, made \(more) more effects"]
  }

  private func unknownVerb() async throws -> [String] {
    var action = sample.effect
    action.verb = "conformance.no_such_verb"
    let outcome = try await perform(action, token: "unknown-verb")
    return refusal(of: "an unknown verb", outcome, code: "unknown_verb", naming: nil)
  }

  private func refuses(_ bad: ProviderSample.BadInput) async throws -> [String] {
    var action = sample.effect
    action.verb = bad.verb
    action.input = bad.input
    let outcome = try await perform(action, token: "bad-\(bad.verb)-\(bad.key)")
    return refusal(
      of: "`\(bad.verb)` with a bad `\(bad.key)`", outcome, code: "bad_input", naming: bad.key)
  }

  private func refusal(
    of what: String, _ outcome: Outcome, code: String, naming key: String?
  ) -> [String] {
    guard case .failed(let failure) = outcome else { return ["\(what) ended as \(outcome)"] }
    var breaches: [String] = []
    if failure.failureClass != .permanent {
      breaches.append("\(what) failed \(failure.failureClass), not permanent")
    }
    if failure.code != code { breaches.append("\(what) failed `\(failure.code)`, not `\(code)`") }
    if failure.changed != .no { breaches.append("\(what) does not say that nothing changed") }
    if let key, !failure.message.contains("`\(key)`") {
      breaches.append("\(what) does not name the key: \(failure.message)")
    }
    return breaches
  }

  /// Performs until the answer is final.
  private func perform(
    _ action: Action, token: String, isReadBack: Bool = false
  ) async throws -> Outcome {
    let context = ActionContext(
      token: "conformance/\(run)/\(token)", attempt: 1, term: 1, timeout: .seconds(30),
      isReadBack: isReadBack)
    while true {
      let outcome = try await provider.perform(action, context) { _ in }
      guard case .again(let after) = outcome else { return outcome }
      try await Task.sleep(for: after)
    }
  }
}

import BlueprintModel

extension Drive {
  /// Journals what was decided and makes the calls. Returns whether anything was journaled that
  /// may have opened the way for more.
  mutating func enact(
    _ decisions: [Decision], in group: inout DiscardingTaskGroup
  ) async throws(DriveError) -> Bool {
    var facts: [Fact] = []
    var calls: [PreparedCall] = []
    for decision in decisions {
      switch decision {
      case .dispatch(let step, let attempt, let token):
        let (fact, call) = prepare(step, attempt: attempt, token: token)
        facts.append(fact)
        if let call { calls.append(call) }
      case .fail(let step, let attempt, let token, let verdict):
        guard let failed = state.step(step) else { continue }
        askToGiveUp(failed, token: token, in: &group)
        let failure = verdict.failure(of: failed)
        facts.append(.outcome(step: step, attempt: attempt, .failed(failure)))
      case .finish(let result): facts.append(.finished(result, outputs: outputs(after: result)))
      case .wait: break
      }
    }
    try await append(facts)
    // An append that took too long leaves its intents in doubt: nothing begins on an old lease.
    if isTrusted { for call in calls { begin(call, in: &group) } }
    return facts.count > calls.count && state.result == nil
  }

  /// Appends facts, then applies what the store accepted. The only place where a drive writes.
  mutating func append(_ facts: [Fact]) async throws(DriveError) {
    guard !facts.isEmpty else { return }
    let batch = AppendBatch(
      after: state.sequence, facts: facts, resources: state.changes(of: facts))
    let entries: [JournalEntry]
    do throws(StoreError) {
      entries = try await driver.store.append(batch, under: lease, at: clock.now())
    } catch {
      throw DriveError(error)
    }
    do throws(RunFault) {
      for entry in entries { try state.apply(entry) }
    } catch {
      throw .damaged(error)
    }
    for entry in entries { observer(.entry(entry)) }
  }

  /// The fact that comes before a step's call, and the call. A step that cannot be prepared fails
  /// without one.
  private func prepare(
    _ id: StepID, attempt: Int, token: String
  ) -> (Fact, PreparedCall?) {
    guard let step = state.step(id) else {
      let failure = Failure(.permanent, code: "no_step", "no step `\(id)`", changed: .no)
      return (.outcome(step: id, attempt: attempt, .failed(failure)), nil)
    }
    guard step.isUnconditional else {
      let failure = Failure(
        .permanent, code: "not_supported",
        "this version does not decide anything during a run, as `\(id)` asks", changed: .no)
      return (.outcome(step: id, attempt: attempt, .failed(failure)), nil)
    }
    let binding = StepBinding(resources: state.resources, secrets: secrets)
    do throws(Failure) {
      let input = try binding.input(of: step)
      let desired = try binding.desiredDigests(of: step)
      let intent = Fact.intent(step: id, attempt: attempt, token: token, desired: desired)
      return (intent, PreparedCall(step: step, attempt: attempt, token: token, input: input))
    } catch {
      return (.outcome(step: id, attempt: attempt, .failed(error)), nil)
    }
  }

  private func outputs(after result: RunResult) -> [PlannedOutput] {
    guard result == .succeeded else { return [] }
    let binding = StepBinding(resources: state.resources, secrets: secrets)
    return state.plan.outputs.map { binding.output($0, redaction: redaction) }
  }
}

/// A call whose intent is about to be journaled.
struct PreparedCall: Sendable {
  let step: Step
  let attempt: Int
  let token: String
  let input: Value
}

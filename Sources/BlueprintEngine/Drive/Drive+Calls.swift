import BlueprintModel

extension Drive {
  /// Makes a call whose intent is in the journal. A step without a verb is answered at once.
  mutating func begin(_ prepared: PreparedCall, in group: inout DiscardingTaskGroup) {
    lastCall += 1
    let step = prepared.step
    let target = state.target(of: step)
    let provider = step.verb == nil ? "" : target?.provider ?? ""
    let limit = timeLimit(of: step)
    calls[lastCall] = Call(
      number: lastCall, step: step.id, attempt: prepared.attempt, token: prepared.token,
      provider: provider, deadline: clock.elapsed() + limit, limit: limit)
    inFlight.insert(step.id, provider: provider)
    guard let verb = step.verb, let target else {
      mailbox.post(.answered(call: lastCall, .outcome(.done(handle: nil, outputs: [:]))))
      return
    }
    let action = Action(
      verb: verb, deployment: state.plan.deployment,
      address: (step.resource?.description ?? step.phase), target: target,
      input: prepared.input)
    perform(action, context(prepared, limit), step: step.id, call: lastCall, in: &group)
  }

  private func context(_ prepared: PreparedCall, _ limit: Duration) -> ActionContext {
    let prior = prepared.step.resource.flatMap { state.resources[$0]?.handle }
    return ActionContext(
      token: prepared.token, attempt: prepared.attempt, term: lease.term, timeout: limit,
      prior: prior == .null ? nil : prior)
  }

  private func perform(
    _ action: Action, _ context: ActionContext, step: StepID, call: Int,
    in group: inout DiscardingTaskGroup
  ) {
    group.addTask { [providers = driver.providers, mailbox, observer, redaction] in
      let answer: Answer
      do throws(ProviderFault) {
        let provider = try await providers.provider(named: action.target.provider)
        answer = .outcome(
          try await provider.perform(action, context) { line in
            observer(.log(step, redaction.masking(line)))
          })
      } catch {
        answer = .lost(reason: error.description)
      }
      mailbox.post(.answered(call: call, answer))
    }
  }

  /// What is left of the attempt's time. An attempt that was in doubt past its time, or that is
  /// looked at for the last time, gets the grace time for that.
  private func timeLimit(of step: Step) -> Duration {
    let left = state.deadline(of: step.id).map { $0 - clock.now() } ?? step.timeout
    return max(left, configuration.grace)
  }

  /// Takes an answered call off the books. Nil if the call was given up before.
  mutating func close(_ number: Int, _ answer: Answer) -> Fact? {
    guard let call = calls.removeValue(forKey: number) else { return nil }
    inFlight.remove(call.step)
    switch answer {
    case .outcome(let outcome):
      return .outcome(step: call.step, attempt: call.attempt, redaction.masking(outcome))
    case .lost(let reason):
      return .lost(step: call.step, attempt: call.attempt, reason: redaction.masking(reason))
    }
  }

  /// Asks providers to give up calls that have run out of time, and gives up those that did not
  /// answer that in time.
  mutating func giveUpOverdue(in group: inout DiscardingTaskGroup) -> [Fact] {
    let now = clock.elapsed()
    let lastMoment = now + configuration.grace
    var facts: [Fact] = []
    for call in calls.values.filter({ $0.deadline <= now }).sorted(by: { $0.number < $1.number }) {
      guard call.isCancelled, let step = state.step(call.step) else {
        calls[call.number]?.isCancelled = true
        calls[call.number]?.deadline = lastMoment
        if let step = state.step(call.step) { askToGiveUp(step, token: call.token, in: &group) }
        continue
      }
      let failure = Verdict.overdue(step.timeout).failure(of: step)
      if let fact = close(call.number, .outcome(.failed(failure))) { facts.append(fact) }
    }
    return facts
  }

  /// Asks a step's provider to give up the effect with `token`. Nobody waits for it: the failure
  /// is journaled as unknown in any case.
  func askToGiveUp(_ step: Step, token: String, in group: inout DiscardingTaskGroup) {
    guard step.verb != nil, let target = state.target(of: step) else { return }
    group.addTask { [providers = driver.providers, observer, redaction] in
      do throws(ProviderFault) {
        try await providers.provider(named: target.provider).cancel(token: token)
      } catch {
        observer(.log(step.id, redaction.masking("cannot be asked to give up: \(error)")))
      }
    }
  }
}

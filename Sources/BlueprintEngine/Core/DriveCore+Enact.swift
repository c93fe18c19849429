import BlueprintModel

extension DriveCore {
  /// Turns decisions into facts and calls. Returns whether nothing was recorded that may have
  /// opened the way for more.
  mutating func enact(
    _ decisions: [Decision], at moment: DriveMoment, into turn: inout DriveTurn
  ) throws(RunFault) -> Bool {
    var isSettled = true
    for decision in decisions {
      switch decision {
      case .dispatch(let step, let attempt, let token):
        let isCall = try dispatch(step, attempt, token, at: moment, into: &turn)
        isSettled = isSettled && isCall
      case .recall(let step, let attempt, let token):
        let isCall = try recall(step, attempt, token, at: moment, into: &turn)
        isSettled = isSettled && isCall
      case .giveUp(let step): giveUp(step, at: moment, into: &turn)
      case .fail(let step, let attempt, let token, let verdict):
        guard let failed = state.step(step), state[step]?.state.isFinal == false else { continue }
        if let giveUp = request(toGiveUp: failed, token) { turn.giveUps.append(giveUp) }
        let outcome = Outcome.failed(verdict.failure(of: failed))
        try record(.outcome(step: step, attempt: attempt, outcome), at: moment, into: &turn)
        isSettled = false
      case .overdue:
        try record(.overdue, at: moment, into: &turn)
        isSettled = false
      case .finish(let result):
        try record(
          .finished(result, outputs: outputs(after: result)), at: moment, into: &turn)
      case .wait: break
      }
    }
    return isSettled
  }

  /// Has a step done, or does it. Returns whether that is a call.
  private mutating func dispatch(
    _ id: StepID, _ attempt: Int, _ token: String, at moment: DriveMoment,
    into turn: inout DriveTurn
  ) throws(RunFault) -> Bool {
    guard let step = state.step(id), let progress = state[id] else {
      throw .plan("no step is named `\(id)`")
    }
    // A decision before this one may have ended it.
    guard progress.state.takesIntents else { return true }
    let preparation: StepPreparation
    do throws(Failure) {
      preparation = try prepare(step, attempt, token)
    } catch {
      var failure = masked(error)
      // An effect in doubt stays one, also when it cannot be asked about any more.
      if step.verb != nil, progress.attemptBegan != nil { failure.changed = .unknown }
      preparation = .answered([.outcome(step: id, attempt: attempt, .failed(failure))])
    }
    switch preparation {
    case .answered(let facts):
      for fact in facts { try record(fact, at: moment, into: &turn) }
      return false
    case .call(let intent, let input):
      try record(intent, at: moment, into: &turn)
      turn.calls += begin(step, attempt, token, input: input, at: moment).map { [$0] } ?? []
      return true
    }
  }

  /// Looks up what became of an effect that must never be done twice, or asks a person.
  private mutating func recall(
    _ id: StepID, _ attempt: Int, _ token: String, at moment: DriveMoment,
    into turn: inout DriveTurn
  ) throws(RunFault) -> Bool {
    guard let step = state.step(id), let progress = state[id] else {
      throw .plan("no step is named `\(id)`")
    }
    guard progress.state == .dispatched else { return true }
    let provider = state.target(of: step)?.provider ?? ""
    if configuration.readingBack.contains(provider), progress.losses < RunState.maximumLosses,
      let input = try? binding(of: id).input(of: step),
      let call = begin(step, attempt, token, input: input, isReadBack: true, at: moment)
    {
      turn.calls.append(call)
      return true
    }
    let message = "it is not known whether it took effect, and it must never be done twice"
    try record(.waiting(step: id, .settlement, message: message), at: moment, into: &turn)
    return false
  }

  /// Puts a call on the books; its intent is recorded already.
  private mutating func begin(
    _ step: Step, _ attempt: Int, _ token: String, input: Value, isReadBack: Bool = false,
    at moment: DriveMoment
  ) -> PreparedCall? {
    guard let verb = step.verb, let target = state.target(of: step) else { return nil }
    lastCall += 1
    let limit = timeLimit(of: step, at: moment.now)
    calls[lastCall] = Call(
      step: step.id, attempt: attempt, token: token, isReadBack: isReadBack,
      deadline: moment.elapsed + limit)
    inFlight.insert(step.id, using: state.limitKeys(of: step.id))
    let prior = step.resource.flatMap { state.resources[$0]?.handle }
    return PreparedCall(
      number: lastCall, step: step.id,
      action: Action(
        verb: verb, deployment: state.plan.deployment,
        address: step.resource?.description ?? step.phase, target: target, input: input),
      context: ActionContext(
        token: token, attempt: attempt, term: term, timeout: limit, isReadBack: isReadBack,
        prior: prior == .null ? nil : prior))
  }

  /// What is left of the attempt's time. An attempt that was in doubt past its time, or that is
  /// looked at for the last time, gets the grace time for that.
  private func timeLimit(of step: Step, at now: Timestamp) -> Duration {
    let left = state.deadline(of: step.id).map { $0 - now } ?? step.timeout
    return max(left, configuration.grace)
  }

  private func outputs(after result: RunResult) -> [PlannedOutput] {
    guard result == .succeeded else { return [] }
    let binding = StepBinding(resources: state.resources, secrets: secrets)
    return state.plan.outputs.map { binding.output($0, redaction: redaction) }
  }

  func masked(_ failure: Failure) -> Failure {
    guard case .failed(let masked) = redaction.masking(.failed(failure)) else { return failure }
    return masked
  }
}

import BlueprintModel

// The transitions of one step; see the page in RunState.swift.

extension RunState {
  mutating func begin(_ number: Int, _ desired: ValueMap, _ undo: Undo?) throws(RunFault) {
    switch progress[number].state {
    case .ready, .delayed, .dispatched, .inDoubt: break
    case .pending, .expanded, .waiting, .succeeded, .omitted, .failed, .skipped:
      throw unexpected("intent", number)
    }
    let isFirst = progress[number].attemptBegan == nil
    progress[number].state = .dispatched
    progress[number].ticket = 0
    progress[number].isBegun = true
    progress[number].desired = desired
    progress[number].attemptBegan = progress[number].attemptBegan ?? moment
    if let undo, undos[number] == nil { undos[number] = undo }
    let step = step(at: number)
    if isFirst, step.verb == nil, step.delay > .zero {
      return postpone(number, until: moment + step.delay)
    }
    open.insert(number)
  }

  mutating func answer(_ number: Int, _ outcome: Outcome) throws(RunFault) {
    try expectAnswer(number, outcome)
    recordChange(number, outcome)
    open.remove(number)
    verdicts[number] = nil
    progress[number].ticket = 0
    progress[number].losses = 0
    waiting[step(at: number).id] = nil
    switch outcome {
    case .done:
      controls[number] = nil
      succeed(number)
    case .again(let after): lookAgain(number, after: after)
    case .failed(let failure) where controls[number] != nil:
      end(control: number, by: failure)
    case .failed(let failure): fail(number, failure)
    }
  }

  mutating func lose(_ number: Int) throws(RunFault) {
    guard progress[number].state == .dispatched else { throw unexpected("lost answer", number) }
    progress[number].losses += 1
    let losses = progress[number].losses
    let step = step(at: number)
    // What must never be done twice stays dispatched, and nobody has it in flight.
    guard step.idempotency != .never else { return }
    open.remove(number)
    let seed = StepToken.make(run: run, step: step.id, attempt: progress[number].attempt)
    let delay = Backoff.delay(after: losses, policy: step.retry, seed: "\(seed)/\(losses)")
    progress[number].state = .inDoubt(until: moment + delay)
    if losses >= Self.maximumLosses {
      verdicts[number] = .lost(times: losses)
    } else {
      wakes.insert(.init(at: moment + delay, step: number))
    }
  }

  /// The step's condition is false.
  mutating func omit(_ number: Int) throws(RunFault) {
    switch progress[number].state {
    case .ready, .delayed: succeed(number, as: .omitted)
    default: throw unexpected("omission", number)
    }
  }

  /// The step waits for a person.
  mutating func wait(_ number: Int, _ kind: WaitingFor, _ message: String) throws(RunFault) {
    let step = step(at: number)
    var until: Timestamp?
    switch (progress[number].state, kind) {
    case (.ready, .approval), (.delayed, .approval):
      if step.timeout > .zero { until = moment + step.timeout }
    case (.dispatched, .settlement): open.remove(number)
    default: throw unexpected("waiting", number)
    }
    progress[number].state = .waiting(kind, until: until)
    progress[number].ticket = 0
    progress[number].attemptBegan = progress[number].attemptBegan ?? moment
    waiting[step.id] = message
    if let until { wakes.insert(.init(at: until, step: number)) }
  }

  /// An attempt that was never dispatched can fail, for example because its input cannot be
  /// evaluated, and the engine answers steps without a verb; every other answer needs an intent.
  private func expectAnswer(_ number: Int, _ outcome: Outcome) throws(RunFault) {
    switch (progress[number].state, outcome) {
    case (.dispatched, _): break
    case (.ready, .failed), (.delayed, .failed), (.inDoubt, .failed): break
    case (.expanded, .failed), (.waiting, .failed): break
    case (.ready, .done), (.delayed, .done):
      guard step(at: number).verb == nil else { throw unexpected("outcome", number) }
    default: throw unexpected("outcome", number)
    }
  }

  mutating func recordChange(_ number: Int, _ outcome: Outcome) {
    let step = step(at: number)
    guard let address = step.resource else { return }
    change = .of(
      outcome, step: step, desired: progress[number].desired, target: target(of: step),
      prior: resources[address])
    switch change {
    case .put(let resource): resources[resource.address] = resource
    case .remove(let address): resources[address] = nil
    case nil: break
    }
  }

  private mutating func lookAgain(_ number: Int, after: Duration) {
    let timeout = step(at: number).timeout
    let deadline = (progress[number].attemptBegan ?? moment) + timeout
    guard moment < deadline else {
      progress[number].state = .delayed(until: moment)
      verdicts[number] = .overdue(timeout)
      return
    }
    postpone(number, until: min(moment + max(after, .zero), deadline))
  }

  private mutating func fail(_ number: Int, _ failure: Failure) {
    let step = step(at: number)
    let attempt = progress[number].attempt
    guard isTriedAgain(number, after: failure) else { return failForGood(number, failure) }
    let seed = StepToken.make(run: run, step: step.id, attempt: attempt)
    progress[number].attempt += 1
    progress[number].attemptBegan = nil
    let delay = Backoff.delay(after: attempt, policy: step.retry, seed: seed)
    postpone(number, until: moment + max(delay, failure.retryAfter ?? .zero))
  }

  private func isTriedAgain(_ number: Int, after failure: Failure) -> Bool {
    let step = step(at: number)
    let frame = progress[number].frame
    let isEnding =
      cancellation == .abort || !isUndoing(frame) && (cancellation != nil || isOverdue)
    guard !isEnding, !frames[frame].isAborted else { return false }
    return progress[number].attempt < step.retry.maximumAttempts
      && step.retry.classes.contains(failure.failureClass)
      && (step.idempotency != .never || failure.changed == .no)
  }

  /// Whether a frame undoes the run, or is within a step that does: a wish that the run end does not
  /// end that.
  private func isUndoing(_ frame: Int) -> Bool {
    var frame = frame
    while let owner = frames[frame].owner { frame = progress[owner].frame }
    return frames[frame].kind == .undo
  }

  /// Ends a step that failed, and what can only follow it.
  ///
  /// - Parameter causes: for a control step, what failed within it; the failures are recorded
  ///   already.
  mutating func failForGood(_ number: Int, _ failure: Failure, causes: [StepID] = []) {
    guard !progress[number].state.isFinal else { return }
    let step = step(at: number)
    guard !step.continueOnError else {
      if causes.isEmpty { tolerated[step.id] = failure } else { tolerate(causes) }
      return succeed(number, as: .failed)
    }
    if causes.isEmpty { failures[step.id] = failure }
    let frame = progress[number].frame
    progress[number].state = .failed
    frames[frame].causes += causes.isEmpty ? [step.id] : causes
    frames[frame].failed = frames[frame].failed ?? number
    retire(number)
    switch frames[frame].kind {
    case .undo: skipDependents(of: number)
    case .plan where settings.policy == .continue: skipDependents(of: number)
    case .plan, .body, .rescue, .always: stop(frame)
    }
  }

  /// Takes failures off the list of those that count.
  mutating func tolerate(_ causes: [StepID]) {
    for cause in causes {
      if let failure = failures.removeValue(forKey: cause) { tolerated[cause] = failure }
    }
  }
}

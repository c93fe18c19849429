import BlueprintModel

// The transitions of one step; see the page in RunState.swift.

extension RunState {
  mutating func begin(_ number: Int, _ desired: ValueMap, at now: Timestamp) throws(RunFault) {
    switch progress[number].state {
    case .ready, .delayed, .dispatched, .inDoubt: break
    case .pending, .succeeded, .failed, .skipped: throw unexpected("intent", number)
    }
    progress[number].state = .dispatched
    progress[number].ticket = 0
    progress[number].isBegun = true
    progress[number].desired = desired
    progress[number].attemptBegan = progress[number].attemptBegan ?? now
    open.insert(number)
  }

  mutating func answer(_ number: Int, _ outcome: Outcome, at now: Timestamp) throws(RunFault) {
    try expectAnswer(number, outcome)
    recordChange(number, outcome)
    open.remove(number)
    verdicts[number] = nil
    progress[number].ticket = 0
    progress[number].losses = 0
    switch outcome {
    case .done: succeed(number, at: now)
    case .again(let after): lookAgain(number, at: now, after: after)
    case .failed(let failure): fail(number, failure, at: now)
    }
  }

  mutating func lose(_ number: Int, at now: Timestamp) throws(RunFault) {
    guard progress[number].state == .dispatched else { throw unexpected("lost answer", number) }
    open.remove(number)
    progress[number].losses += 1
    let losses = progress[number].losses
    let step = plan.steps[number]
    let seed = StepToken.make(run: run, step: step.id, attempt: progress[number].attempt)
    let delay = Backoff.delay(after: losses, policy: step.retry, seed: "\(seed)/\(losses)")
    progress[number].state = .inDoubt(until: now + delay)
    if step.idempotency == .never {
      verdicts[number] = .inDoubt
    } else if losses >= Self.maximumLosses {
      verdicts[number] = .lost(times: losses)
    } else {
      wakes.insert(.init(at: now + delay, step: number))
    }
  }

  /// An attempt that was never dispatched can fail, for example because its input cannot be
  /// evaluated; every other answer needs an intent.
  private func expectAnswer(_ number: Int, _ outcome: Outcome) throws(RunFault) {
    switch (progress[number].state, outcome) {
    case (.dispatched, _): break
    case (.ready, .failed), (.delayed, .failed), (.inDoubt, .failed): break
    default: throw unexpected("outcome", number)
    }
  }

  private func unexpected(_ what: String, _ number: Int) -> RunFault {
    .journal(
      sequence: sequence,
      "\(what) of `\(plan.steps[number].id)`, which is \(progress[number].state)")
  }

  private mutating func recordChange(_ number: Int, _ outcome: Outcome) {
    guard let change = change(of: outcome, number, in: resources) else { return }
    switch change {
    case .put(let resource): resources[resource.address] = resource
    case .remove(let address): resources[address] = nil
    }
  }

  private mutating func lookAgain(_ number: Int, at now: Timestamp, after: Duration) {
    let step = plan.steps[number]
    let deadline = (progress[number].attemptBegan ?? now) + step.timeout
    guard now < deadline else {
      progress[number].state = .delayed(until: now)
      verdicts[number] = .overdue(step.timeout)
      return
    }
    delay(number, until: min(now + max(after, .zero), deadline))
  }

  private mutating func delay(_ number: Int, until moment: Timestamp) {
    progress[number].state = .delayed(until: moment)
    wakes.insert(.init(at: moment, step: number))
  }

  private mutating func fail(_ number: Int, _ failure: Failure, at now: Timestamp) {
    let step = plan.steps[number]
    let attempt = progress[number].attempt
    guard isTriedAgain(step, after: failure, attempt: attempt) else {
      return failForGood(number, failure)
    }
    let seed = StepToken.make(run: run, step: step.id, attempt: attempt)
    progress[number].attempt += 1
    progress[number].attemptBegan = nil
    delay(number, until: now + Backoff.delay(after: attempt, policy: step.retry, seed: seed))
  }

  private func isTriedAgain(_ step: Step, after failure: Failure, attempt: Int) -> Bool {
    attempt < step.retry.maximumAttempts && step.retry.classes.contains(failure.failureClass)
      && (step.idempotency != .never || failure.changed == .no)
  }

  private mutating func failForGood(_ number: Int, _ failure: Failure) {
    let isFirst = failures.isEmpty
    progress[number].state = .failed
    failures[plan.steps[number].id] = failure
    remaining -= 1
    guard isFirst else { return }
    for other in progress.indices where !progress[other].isBegun && !progress[other].state.isFinal {
      progress[other].state = .skipped
      progress[other].ticket = 0
      remaining -= 1
    }
  }

  /// Lets every step without needs go on; the beginning of a run.
  mutating func unlockRoots(at now: Timestamp) {
    for (number, needs) in graph.needs.enumerated()
    where needs == 0 && progress[number].state == .pending {
      unlock(number, at: now)
    }
  }

  /// Marks a step as done and lets go on what waited for it only. A loop, not a recursion: a
  /// chain of barriers may be as long as the plan.
  private mutating func succeed(_ number: Int, at now: Timestamp) {
    var done = [number]
    while let next = done.popLast() {
      progress[next].state = .succeeded
      remaining -= 1
      for dependent in graph.dependents[next] where progress[dependent].state == .pending {
        progress[dependent].unmet -= 1
        guard progress[dependent].unmet == 0 else { continue }
        if plan.steps[dependent].isBarrier {
          done.append(dependent)
        } else {
          enqueue(dependent, at: now)
        }
      }
    }
  }

  private mutating func unlock(_ number: Int, at now: Timestamp) {
    if plan.steps[number].isBarrier {
      succeed(number, at: now)
    } else {
      enqueue(number, at: now)
    }
  }

  private mutating func enqueue(_ number: Int, at now: Timestamp) {
    let step = plan.steps[number]
    guard step.verb != nil || step.delay == .zero else {
      return delay(number, until: now + step.delay)
    }
    progress[number].state = .ready
    progress[number].ticket = ready.append(number, to: graph.lines[number])
  }
}

extension Step {
  /// Whether the step only joins what it needs.
  var isBarrier: Bool {
    verb == nil && effect == .none && delay == .zero && isUnconditional
  }
}

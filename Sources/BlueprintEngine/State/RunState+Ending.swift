import BlueprintModel

// How a run is brought to its end, in time or before.

extension RunState {
  /// Lets nothing more begin in a frame. What was begun comes to its end, and what a `try` does
  /// in any case is done; with `aborting` neither, and what is in flight is to be given up.
  mutating func stop(_ frame: Int, aborting: Bool = false) {
    guard !frames[frame].isStopped || aborting && !frames[frame].isAborted else { return }
    frames[frame].isStopped = true
    if aborting {
      frames[frame].isAborted = true
      isAborting = true
    }
    for number in frames[frame].members { stop(step: number, aborting: aborting) }
  }

  private mutating func stop(step number: Int, aborting: Bool) {
    let isUnderWay = controls[number] != nil
    switch progress[number].state {
    case .expanded: stop(control: number, aborting: aborting)
    case .ready where isUnderWay:
      controls[number]?.isStopped = true
      close(control: number)
    case .pending, .ready: skip(number)
    case .delayed where !progress[number].isBegun: skip(number)
    case .waiting(.approval, _): skip(number)
    case .delayed, .dispatched, .inDoubt, .waiting, .succeeded, .omitted, .failed, .skipped: break
    }
  }

  /// Gives up the steps that wait for their next attempt: they have no effect under way.
  mutating func stopRetries() {
    for number in progress.indices where frames[progress[number].frame].isStopped {
      guard case .delayed = progress[number].state, progress[number].attemptBegan == nil else {
        continue
      }
      skip(number)
    }
  }

  /// Lets nothing more begin within a control step.
  mutating func stop(control number: Int, aborting: Bool) {
    controls[number]?.isStopped = true
    for frame in controls[number]?.frames.sorted() ?? []
    where frames[frame].kind == .body || aborting {
      stop(frame, aborting: aborting)
    }
  }

  /// Takes up what a person asked for.
  mutating func take(_ request: RunRequest, by person: String) {
    switch request {
    case .pause: isPaused = true
    case .proceed: isPaused = false
    case .cancel: cancel(aborting: false)
    case .abort: cancel(aborting: true)
    case .promote(let step): for number in approvals(step) { promote(number) }
    case .reject(let step, let reason):
      let message = "refused by \(person)" + (reason.isEmpty ? "" : ": \(reason)")
      let failure = Failure(.permanent, code: "rejected", message, changed: .no)
      for number in approvals(step) {
        // One that is refused may take others with it.
        guard case .waiting(.approval, _) = progress[number].state else { continue }
        waiting[self.step(at: number).id] = nil
        failForGood(number, failure)
      }
    case .settle(let step, let settlement): settle(step, settlement, by: person)
    }
  }

  private mutating func cancel(aborting: Bool) {
    isPaused = false
    cancellation = aborting ? .abort : cancellation ?? .drain
    stop(0, aborting: aborting)
    stopRetries()
    // What undoes the run is not stopped by a wish to stop it.
    for frame in frames.indices where frames[frame].kind == .undo && aborting {
      stop(frame, aborting: true)
    }
  }

  private mutating func promote(_ number: Int) {
    waiting[step(at: number).id] = nil
    succeed(number)
  }

  /// The approvals that are waited for: the one of that step, or all.
  private func approvals(_ step: StepID?) -> [Int] {
    waiting.keys.compactMap { graph.numbers[$0] }.sorted().filter { number in
      guard case .waiting(.approval, _) = progress[number].state else { return false }
      return step == nil || self.step(at: number).id == step
    }
  }

  /// Takes a person's word for what became of an effect.
  private mutating func settle(_ id: StepID, _ settlement: RunRequest.Settlement, by person: String)
  {
    guard let number = graph.numbers[id], case .waiting(.settlement, _) = progress[number].state
    else { return }
    waiting[id] = nil
    switch settlement {
    case .done:
      recordChange(number, .done(handle: nil, outputs: [:]))
      succeed(number)
    case .failed:
      let message = "it took no effect, says \(person)"
      failForGood(number, Failure(.permanent, code: "settled", message, changed: .no))
    case .again:
      progress[number].attempt += 1
      progress[number].attemptBegan = nil
      progress[number].losses = 0
      enqueue(number)
    }
  }

  /// The plan's own steps have ended: undoes them if that is what was asked for, else concludes.
  mutating func concludePlan() throws(RunFault) {
    let hasFailed = frames[0].failed != nil || isOverdue
    if hasFailed, settings.policy == .rollback, cancellation == nil {
      let (steps, isWhole) = undoing()
      isUndoneWhole = isWhole
      if !steps.isEmpty {
        let frame = try addFrame(
          steps, owner: nil, kind: .undo, prefix: "", pattern: "", turns: [])
        return unlockRoots(of: frame)
      }
    }
    let isCut = cancellation != nil && (hasGivenUp || progress.contains { $0.state == .skipped })
    conclusion = isCut ? .cancelled : hasFailed ? .failed : .succeeded
  }

  /// Whether something in flight was given up because the run was to end.
  private var hasGivenUp: Bool {
    failures.values.contains { $0.code == Verdict.givenUp }
      || tolerated.values.contains { $0.code == Verdict.givenUp }
  }

  mutating func concludeUndo(_ frame: Int) {
    let isCut = frames[frame].failed != nil || frames[frame].isStopped
    conclusion = isCut ? .rollbackFailed : isUndoneWhole ? .rolledBack : .failed
  }
}

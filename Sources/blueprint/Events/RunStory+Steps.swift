import BlueprintModel

/// What happens to single steps.
extension RunStory {
  mutating func begin(_ id: StepID, attempt: Int) -> [StoryEvent] {
    var events: [StoryEvent] = []
    let number = number(of: id)
    let before = records[number].standing
    let isSameAttempt = records[number].attempts == attempt
    if records[number].role == .undo, !isCompensating {
      isCompensating = true
      events.append(event(.runCompensating, level: .warning, "undoing what the run did"))
    }
    wake(number)
    closeNeeds(of: number)
    if before == .retrying || before == .inDoubt, let from = records[number].mishaps.last,
      let lastAt, from < lastAt
    {
      records[number].holds.append(from..<lastAt)
    }
    records[number].attempts = attempt
    records[number].began = records[number].began ?? lastAt
    records[number].ended = nil
    set(number, .running)
    var details: ValueMap = ["attempt": .integer(attempt)]
    describe(number, in: &details)
    switch before {
    case .again, .inDoubt:
      if isSameAttempt { return events }
    case .running:
      guard isSameAttempt else { break }
      let message = "whoever drove it is gone; it is performed again with the same token"
      return events + [event(.stepInDoubt, step: number, level: .warning, message, details)]
    default: break
    }
    let message = attempt > 1 ? "begun, attempt \(attempt)" : "begun"
    return events + [event(.stepStarted, step: number, message, details)]
  }

  mutating func answer(_ id: StepID, attempt: Int, _ outcome: Outcome) -> [StoryEvent] {
    let number = number(of: id)
    wake(number)
    records[number].attempts = max(attempt, records[number].attempts)
    switch outcome {
    case .done: return [end(number)]
    case .again(let after):
      set(number, .again)
      return [
        event(
          .stepAgain, step: number, level: .debug,
          "not done yet; looked at again in \(after.brief)",
          ["attempt": .integer(attempt), "after_ms": .integer(after.milliseconds)])
      ]
    case .failed(let failure): return [fail(number, attempt: attempt, failure)]
    }
  }

  private mutating func end(_ number: Int) -> StoryEvent {
    records[number].failure = nil
    records[number].began = records[number].began ?? lastAt
    conclude(number, .done)
    var details: ValueMap = ["attempt": .integer(records[number].attempts)]
    describe(number, in: &details)
    count(number, in: &details)
    let took = records[number].took(at: lastAt ?? Timestamp(milliseconds: 0)) ?? .zero
    return event(.stepDone, step: number, "done in \(took.brief)", details)
  }

  private mutating func fail(_ number: Int, attempt: Int, _ failure: Failure) -> StoryEvent {
    let step = records[number].step
    let isTriedAgain =
      attempt < step.retry.maximumAttempts && step.retry.classes.contains(failure.failureClass)
      && (step.idempotency != .never || failure.changed == .no) && step.control == nil
    records[number].failure = failure
    records[number].began = records[number].began ?? lastAt
    var details: ValueMap = [
      "attempt": .integer(attempt), "failure": failure.json,
      "max_attempts": .integer(step.retry.maximumAttempts),
    ]
    describe(number, in: &details)
    if isTriedAgain {
      set(number, .retrying)
      if let lastAt { records[number].mishaps.append(lastAt) }
      count(number, in: &details)
      return event(.stepRetrying, step: number, level: .warning, failure.message, details)
    }
    conclude(number, .failed)
    count(number, in: &details)
    if let place = step.place { details["place"] = place.json }
    let level: StoryEvent.Level = step.continueOnError ? .warning : .error
    return event(.stepFailed, step: number, level: level, failure.message, details)
  }

  mutating func lose(_ id: StepID, attempt: Int, reason: String) -> [StoryEvent] {
    let number = number(of: id)
    set(number, .inDoubt)
    if let lastAt { records[number].mishaps.append(lastAt) }
    return [
      event(
        .stepInDoubt, step: number, level: .warning, "the answer was lost: \(reason)",
        ["attempt": .integer(attempt), "reason": .string(reason)])
    ]
  }

  mutating func omit(_ id: StepID) -> [StoryEvent] {
    let number = number(of: id)
    wake(number)
    conclude(number, .omitted)
    var details: ValueMap = [:]
    count(number, in: &details)
    return [event(.stepOmitted, step: number, "left out: its condition is false", details)]
  }

  mutating func wait(_ id: StepID, _ kind: WaitingFor, _ message: String) -> [StoryEvent] {
    let number = number(of: id)
    wake(number)
    closeNeeds(of: number)
    records[number].began = records[number].began ?? lastAt
    set(number, .waiting(kind, message: message))
    return [
      event(
        .stepWaiting, step: number, level: .warning, message, ["for": .string(kind.rawValue)])
    ]
  }

  /// Says of everything that was never begun that it never will be, and ends what has no end.
  mutating func skipTheRest() -> [StoryEvent] {
    var events: [StoryEvent] = []
    for number in records.indices {
      switch records[number].standing {
      case .done, .omitted, .failed, .skipped, .dormant, .expanded: break
      case .pending:
        guard !records[number].isBarrier else {
          records[number].standing = .done
          continue
        }
        records[number].standing = .skipped
        events.append(event(.stepSkipped, step: number, "never begun"))
      case .running, .again, .retrying, .inDoubt, .waiting:
        conclude(number, .failed)
        let message = records[number].failure?.message ?? "given up"
        events.append(event(.stepFailed, step: number, level: .error, message))
      }
    }
    for number in records.indices where records[number].standing == .expanded { close(number) }
    return events
  }

  /// Puts a step in a standing that is not its end.
  mutating func set(_ number: Int, _ standing: StepStanding) {
    let wasUnderWay = records[number].standing.isUnderWay
    records[number].standing = standing
    if standing.isUnderWay, !wasUnderWay { underWay.append(number) }
    if !standing.isUnderWay, wasUnderWay { underWay.removeAll { $0 == number } }
  }

  /// Puts a step at its end; does nothing new if it is there.
  mutating func conclude(_ number: Int, _ standing: StepStanding) {
    let wasDone = records[number].standing == .done || records[number].standing == .omitted
    let hadFailed = records[number].standing == .failed
    let isDone = standing == .done || standing == .omitted
    set(number, standing)
    records[number].ended = lastAt
    if records[number].isCounted, isDone != wasDone { done += isDone ? 1 : -1 }
    if standing == .failed, !hadFailed, !failed.contains(number) { failed.append(number) }
    if hadFailed, standing != .failed { failed.removeAll { $0 == number } }
  }

  private func describe(_ number: Int, in details: inout ValueMap) {
    let record = records[number]
    if let verb = record.step.verb { details["verb"] = .string(verb) }
    if let control = record.step.control { details["control"] = .string(control.name) }
    if let provider = provider(of: record.step) { details["provider"] = .string(provider) }
    if !record.step.why.isEmpty { details["why"] = .string(record.step.why) }
    if record.role == .undo { details["undo"] = true }
  }

  private func count(_ number: Int, in details: inout ValueMap) {
    details["done"] = .integer(done)
    details["total"] = .integer(total)
    if let lastAt, let took = records[number].took(at: lastAt) {
      details["duration_ms"] = .integer(took.milliseconds)
    }
  }
}

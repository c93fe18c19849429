import BlueprintModel

extension RunState {
  /// What is to be done now. Only the order of the ready lines changes; where the run stands
  /// does not.
  ///
  /// Costs O(decisions + calls in flight + providers), never O(steps).
  ///
  /// - Parameters:
  ///   - now: the present moment.
  ///   - limits: how much may be in flight.
  ///   - inFlight: the calls that the asking driver has in flight. A dispatched step that is not
  ///     among them is in doubt.
  public mutating func decide(
    now: Timestamp, limits: Limits, inFlight: InFlight
  ) -> [Decision] {
    guard result == nil else { return [] }
    guard remaining > 0 else { return [.finish(failures.isEmpty ? .succeeded : .failed)] }
    wakeDue(now)
    var decisions = verdicts.sorted { $0.key < $1.key }.map { verdict($0.key, $0.value) }
    var slots = Slots(limits, inFlight, lines: graph.providers)
    decideDoubts(inFlight, &slots, into: &decisions)
    decideReady(&slots, into: &decisions)
    if let wake = wakes.first { decisions.append(.wait(until: wake.at)) }
    return decisions
  }

  /// Moves steps whose moment has come to the ready lines.
  private mutating func wakeDue(_ now: Timestamp) {
    while let wake = wakes.first, wake.at <= now || !isWaiting(wake) {
      wakes.removeFirst()
      if isWaiting(wake), progress[wake.step].ticket == 0 {
        progress[wake.step].ticket = ready.append(wake.step, to: graph.lines[wake.step])
      }
    }
  }

  private func isWaiting(_ wake: WakeHeap.Wake) -> Bool {
    guard verdicts[wake.step] == nil else { return false }
    return switch progress[wake.step].state {
    case .delayed(let until), .inDoubt(let until): until == wake.at
    case .pending, .ready, .dispatched, .succeeded, .failed, .skipped: false
    }
  }

  private func verdict(_ number: Int, _ verdict: Verdict) -> Decision {
    let (step, attempt, token) = call(number)
    return .fail(step, attempt: attempt, token: token, verdict)
  }

  private func call(_ number: Int) -> (StepID, attempt: Int, token: String) {
    let step = plan.steps[number].id
    let attempt = progress[number].attempt
    return (step, attempt, StepToken.make(run: run, step: step, attempt: attempt))
  }

  /// Steps that another driver left dispatched. Usually there are none, which the counts tell.
  private func decideDoubts(
    _ inFlight: InFlight, _ slots: inout Slots, into decisions: inout [Decision]
  ) {
    guard open.count > inFlight.count else { return }
    for number in open.sorted() where !inFlight.contains(plan.steps[number].id) {
      if plan.steps[number].idempotency == .never {
        decisions.append(verdict(number, .inDoubt))
      } else if slots.take(graph.lines[number]) {
        decisions.append(dispatch(number))
      }
    }
  }

  private func dispatch(_ number: Int) -> Decision {
    let (step, attempt, token) = call(number)
    return .dispatch(step, attempt: attempt, token: token)
  }

  /// Takes from the heads of the lines, oldest ticket first, until the limits are reached.
  private mutating func decideReady(_ slots: inout Slots, into decisions: inout [Decision]) {
    ready.dropVoid { [progress] in progress[$0.step].ticket == $0.ticket }
    var offsets = [Int](repeating: 0, count: ready.count)
    while slots.isFree, let line = oldestLine(&offsets, slots) {
      guard let item = ready.item(offsets[line], of: line), slots.take(line) else { return }
      offsets[line] += 1
      decisions.append(dispatch(item.step))
    }
  }

  private func oldestLine(_ offsets: inout [Int], _ slots: Slots) -> Int? {
    var oldest: (line: Int, ticket: Int)?
    for line in offsets.indices where slots.isFree(line) {
      while let item = ready.item(offsets[line], of: line) {
        if progress[item.step].ticket != item.ticket {
          offsets[line] += 1
          continue
        }
        if oldest.map({ item.ticket < $0.ticket }) ?? true { oldest = (line, item.ticket) }
        break
      }
    }
    return oldest?.line
  }
}

/// The room that the limits leave, counted down while decisions are made.
private struct Slots {
  private var total: Int
  private var perLine: [Int]

  init(_ limits: Limits, _ inFlight: InFlight, lines: [String]) {
    total = limits.total - inFlight.count
    perLine = lines.map { name in
      limits.perProvider[name].map { max($0, 1) - inFlight.count(of: name) } ?? .max
    }
  }

  var isFree: Bool { total > 0 }

  func isFree(_ line: Int) -> Bool { total > 0 && perLine[line] > 0 }

  mutating func take(_ line: Int) -> Bool {
    guard isFree(line) else { return false }
    total -= 1
    perLine[line] -= 1
    return true
  }
}

import BlueprintModel

extension RunState {
  /// What is to be done now. Only the order of the ready lines changes; where the run stands
  /// does not.
  ///
  /// Costs O(decisions + calls in flight + lines), never O(steps).
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
    if let conclusion { return [.finish(conclusion)] }
    if let deadline = settings.deadline, !isOverdue, now >= deadline { return [.overdue] }
    wakeDue(now)
    var decisions = verdicts.sorted { $0.key < $1.key }.map { verdict($0.key, $0.value) }
    heldUp = []
    var slots = Slots(isPaused ? .nothing : limits, inFlight, lines: graph.lineKeys)
    decideOpen(inFlight, &slots, into: &decisions)
    decideReady(&slots, into: &decisions)
    if let wake = nextWake { decisions.append(.wait(until: wake)) }
    return decisions
  }

  /// The next moment at which something is due by itself.
  private var nextWake: Timestamp? {
    guard let deadline = settings.deadline, !isOverdue else { return wakes.first?.at }
    return min(wakes.first?.at ?? deadline, deadline)
  }

  /// Moves steps whose moment has come to the ready lines; those whose time is over get their
  /// verdict.
  private mutating func wakeDue(_ now: Timestamp) {
    while let wake = wakes.first, wake.at <= now || !isWaiting(wake) {
      wakes.removeFirst()
      guard isWaiting(wake) else { continue }
      switch progress[wake.step].state {
      case .expanded, .ready, .waiting:
        verdicts[wake.step] = .overdue(step(at: wake.step).timeout)
      default:
        guard progress[wake.step].ticket == 0 else { continue }
        progress[wake.step].ticket = ready.append(wake.step, to: graph.lines[wake.step])
      }
    }
  }

  private func isWaiting(_ wake: WakeHeap.Wake) -> Bool {
    guard verdicts[wake.step] == nil else { return false }
    switch progress[wake.step].state {
    case .delayed(let until), .inDoubt(let until): return until == wake.at
    case .waiting(_, let until): return until == wake.at
    case .expanded, .ready:
      return controls[wake.step] != nil && deadline(of: step(at: wake.step).id) == wake.at
    case .pending, .dispatched, .succeeded, .omitted, .failed, .skipped:
      return false
    }
  }

  private func verdict(_ number: Int, _ verdict: Verdict) -> Decision {
    let (step, attempt, token) = call(number)
    return .fail(step, attempt: attempt, token: token, verdict)
  }

  private func call(_ number: Int) -> (StepID, attempt: Int, token: String) {
    let step = step(at: number).id
    let attempt = progress[number].attempt
    return (step, attempt, StepToken.make(run: run, step: step, attempt: attempt))
  }

  /// Steps whose effect is open: those that another driver left dispatched are in doubt, which
  /// the counts tell; those of a frame that was aborted are given up.
  private mutating func decideOpen(
    _ inFlight: InFlight, _ slots: inout Slots, into decisions: inout [Decision]
  ) {
    if isAborting { decideGivenUp(inFlight, into: &decisions) }
    guard open.count > inFlight.count else { return }
    for number in open.sorted() where !inFlight.contains(step(at: number).id) {
      guard !frames[progress[number].frame].isAborted, verdicts[number] == nil else { continue }
      let (step, attempt, token) = call(number)
      guard slots.take(graph.lines[number]) else {
        heldUp.append(graph.lineKeys[graph.lines[number]])
        continue
      }
      let isNever = self.step(at: number).idempotency == .never
      decisions.append(
        isNever
          ? .recall(step, attempt: attempt, token: token)
          : .dispatch(step, attempt: attempt, token: token))
    }
  }

  private func decideGivenUp(_ inFlight: InFlight, into decisions: inout [Decision]) {
    for (index, frame) in frames.enumerated() where frame.isAborted && frame.remaining > 0 {
      for number in frames[index].members where verdicts[number] == nil {
        switch progress[number].state {
        case .dispatched where inFlight.contains(step(at: number).id):
          decisions.append(.giveUp(step(at: number).id))
        case .dispatched, .inDoubt, .delayed, .waiting: decisions.append(verdict(number, .aborted))
        default: break
        }
      }
    }
  }

  /// Takes from the heads of the lines, oldest ticket first, until the limits are reached.
  private mutating func decideReady(_ slots: inout Slots, into decisions: inout [Decision]) {
    ready.dropVoid { [progress] in progress[$0.step].ticket == $0.ticket }
    var offsets = [Int](repeating: 0, count: ready.count)
    defer { heldUp += linesWithItems(&offsets).map { graph.lineKeys[$0] } }
    while slots.isFree, let line = oldestLine(&offsets, slots) {
      guard let item = ready.item(offsets[line], of: line), slots.take(line) else { return }
      offsets[line] += 1
      let (step, attempt, token) = call(item.step)
      decisions.append(.dispatch(step, attempt: attempt, token: token))
    }
  }

  /// The lines in which somebody still stands.
  private func linesWithItems(_ offsets: inout [Int]) -> [Int] {
    offsets.indices.filter { line in
      while let item = ready.item(offsets[line], of: line) {
        if progress[item.step].ticket == item.ticket { return true }
        offsets[line] += 1
      }
      return false
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

/// The room that the limits leave, counted down while decisions are made. Steps that the driver
/// answers itself take no place of a call.
private struct Slots {
  /// So many steps without a call are decided at once; then the driver journals them.
  private static let mostAnswers = 256

  private var total: Int
  private var answers: Int
  private var left: [LimitKey: Int]
  private let lines: [[LimitKey]]

  init(_ limits: Limits, _ inFlight: InFlight, lines: [[LimitKey]]) {
    total = limits.total - inFlight.count
    answers = limits.total > 0 ? Self.mostAnswers : 0
    left = limits.most
    for (key, most) in limits.most { left[key] = most - inFlight.count(of: key) }
    self.lines = lines
  }

  var isFree: Bool { total > 0 || answers > 0 }

  func isFree(_ line: Int) -> Bool {
    if lines[line].isEmpty { return answers > 0 }
    return total > 0 && lines[line].allSatisfy { left[$0].map { $0 > 0 } ?? true }
  }

  mutating func take(_ line: Int) -> Bool {
    guard isFree(line) else { return false }
    if lines[line].isEmpty {
      answers -= 1
      return true
    }
    total -= 1
    for key in lines[line] where left[key] != nil { left[key, default: 0] -= 1 }
    return true
  }
}

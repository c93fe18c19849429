import BlueprintEngine
import BlueprintModel

/// Says when the controller dies.
struct CrashWatch {
  private var ledger: FaultLedger
  private var entries: Int
  private var passed: Set<Int> = []

  /// - Parameter entries: the length of the journal so far.
  init(_ faults: [Fault], seed: UInt64, start: Timestamp, entries: Int) {
    let crashes = faults.filter { if case .crash = $0.kind { true } else { false } }
    ledger = FaultLedger(crashes, seed: seed &+ 0x5bd1, start: start)
    self.entries = entries
  }

  /// How long the controller is away, if it dies after these entries were journaled and before
  /// anything else.
  mutating func strikes(
    after new: [JournalEntry], at now: Timestamp, _ plan: Plan
  ) -> Duration? {
    guard !ledger.faults.isEmpty else { return nil }
    var away = length(entries..<(entries + new.count))
    entries += new.count
    for entry in new {
      switch entry.fact {
      case .intent(let step, let attempt, _, _, _):
        away = take(step, attempt, .beforeCall, at: now) ?? away
      case .outcome(let step, let attempt, _):
        away = take(step, attempt, .afterOutcome, at: now) ?? away
      default: break
      }
    }
    return away
  }

  /// How long the controller is away, if it dies before it can journal these answers.
  mutating func strikes(
    before answers: [SimulatedAnswer], of record: StepRecords, at now: Timestamp
  ) -> Duration? {
    guard !ledger.faults.isEmpty else { return nil }
    var away: Duration?
    for answer in answers {
      guard let step = record.step(of: answer.call) else { continue }
      let attempt = record.records[step]?.attempts ?? 1
      away = take(step, attempt, .beforeOutcome, at: now) ?? away
    }
    return away
  }

  /// A fault that names a length of the journal strikes once, when that is passed.
  private mutating func length(_ range: Range<Int>) -> Duration? {
    for (number, fault) in ledger.faults.enumerated() {
      guard case .crash(.entry(let entry), let away) = fault.kind, !passed.contains(number),
        range.lowerBound < entry, entry <= range.upperBound
      else { continue }
      passed.insert(number)
      return away
    }
    return nil
  }

  private mutating func take(
    _ step: StepID, _ attempt: Int, _ moment: Fault.Moment, at now: Timestamp
  ) -> Duration? {
    let subject = FaultSubject(
      step: step.description, verb: "", address: "", attempt: attempt)
    let struck = ledger.take(subject, at: now) { kind in
      if case .crash(moment, _) = kind { true } else { false }
    }
    for case .crash(_, let away) in struck.map(\.kind) { return away }
    return nil
  }
}

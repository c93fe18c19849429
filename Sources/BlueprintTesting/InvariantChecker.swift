import BlueprintEngine
import BlueprintModel

/// Reads the trace of a run and says what must not be in it.
public struct InvariantChecker {
  private let plan: Plan
  private let run: RunID
  private let barriers: [StepID: [StepID]]
  private let needs: [StepID: [StepID]]

  /// A checker for a run of `plan`.
  public init(run: RunID, plan: Plan) {
    self.run = run
    self.plan = plan
    let silent = plan.steps.filter { $0.verb == nil && $0.effect == .none && $0.delay == .zero }
    barriers = Dictionary(uniqueKeysWithValues: silent.map { ($0.id, $0.needs) })
    needs = Dictionary(uniqueKeysWithValues: plan.steps.map { ($0.id, $0.needs) })
  }

  /// Every violation, in order; none if all is well.
  public func violations(in events: [Trace.Event]) -> [String] {
    var walk = Walk()
    for event in events { note(event, in: &walk) }
    return walk.violations + replayViolations(events)
  }

  /// Whether replaying the journal gives what the store says.
  public func violations(
    journal: [JournalEntry], known: [ResourceAddress: Resource], stored: DeploymentState?
  ) -> [String] {
    do throws(RunFault) {
      var state = try RunState(run: run, plan: plan, known: known)
      for entry in journal { try state.apply(entry) }
      let same = state.resources == (stored?.resources ?? [:])
      return same ? [] : ["replaying the journal does not give the stored resources"]
    } catch {
      return ["the journal cannot be replayed: \(error)"]
    }
  }

  private struct Walk {
    var violations: [String] = []
    var term = 0
    var done: Set<StepID> = []
    /// The token of each step's intent that has no outcome.
    var open: [StepID: String] = [:]
    var tokens: [String: String] = [:]
    var effects: Set<String> = []
    var isFinished = false
  }

  private func note(_ event: Trace.Event, in walk: inout Walk) {
    switch event {
    case .claimed(let term):
      if term <= walk.term { walk.violations.append("term \(term) was given out again") }
      walk.term = term
    case .accepted(let entry): accept(entry, in: &walk)
    case .called(let step, let context): call(step, context, in: &walk)
    case .effect(let step, let token):
      if !walk.effects.insert(token).inserted {
        walk.violations.append("`\(step)` took effect twice under one token")
      }
    }
  }

  private func accept(_ entry: JournalEntry, in walk: inout Walk) {
    if walk.isFinished { walk.violations.append("entry \(entry.sequence) after the end") }
    if entry.sequence > 1, entry.term != walk.term {
      walk.violations.append("entry \(entry.sequence) of term \(entry.term) in term \(walk.term)")
    }
    switch entry.fact {
    case .created: break
    case .intent(let step, let attempt, let token, _, _):
      requireNeeds(of: step, "intent", in: &walk)
      let key = "\(step)#\(attempt)"
      if walk.tokens.updateValue(token, forKey: key).map({ $0 != token }) ?? false {
        walk.violations.append("`\(key)` got a second token")
      }
      walk.open[step] = token
    case .outcome(let step, _, let outcome):
      walk.open[step] = nil
      if case .done = outcome { walk.done.insert(step) }
    case .lost(let step, _, _): walk.open[step] = nil
    case .captured, .omitted, .expanded, .waiting, .requested, .overdue: break
    case .finished: walk.isFinished = true
    }
  }

  private func call(_ step: StepID, _ context: ActionContext, in walk: inout Walk) {
    if walk.open[step] != context.token {
      walk.violations.append("`\(step)` was called without an intent in the journal")
    }
    if context.term != walk.term {
      walk.violations.append("`\(step)` was called under the old term \(context.term)")
    }
    requireNeeds(of: step, "call", in: &walk)
  }

  private func requireNeeds(of step: StepID, _ what: String, in walk: inout Walk) {
    var rest = needs[step] ?? []
    while let need = rest.popLast() {
      if let behind = barriers[need] {
        rest += behind
      } else if !walk.done.contains(need) {
        walk.violations.append("\(what) of `\(step)` before `\(need)` is done")
      }
    }
  }

  private func replayViolations(_ events: [Trace.Event]) -> [String] {
    let entries = events.compactMap { event -> JournalEntry? in
      guard case .accepted(let entry) = event else { return nil }
      return entry
    }
    let numbers = entries.map(\.sequence)
    return numbers == Array(1..<(numbers.count + 1)) ? [] : ["the journal has gaps or repeats"]
  }
}

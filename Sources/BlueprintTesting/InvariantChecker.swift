import BlueprintEngine
import BlueprintModel

/// Reads the trace of a run and says what must not be in it.
public struct InvariantChecker {
  private let plan: Plan
  private let run: RunID

  /// A checker for a run of `plan`.
  public init(run: RunID, plan: Plan) {
    self.run = run
    self.plan = plan
  }

  /// Every violation, in order; none if all is well.
  public func violations(in events: [Trace.Event]) -> [String] {
    var walk: Walk
    do throws(RunFault) {
      walk = Walk(state: try RunState(run: run, plan: plan))
    } catch {
      return ["the plan cannot be run: \(error)"]
    }
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
    /// What the journal says so far; tells which steps there are, and what each needs.
    var state: RunState
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
      switch outcome {
      case .done: walk.done.insert(step)
      case .failed where walk.state.step(step)?.continueOnError == true: walk.done.insert(step)
      case .again, .failed: break
      }
    case .lost(let step, _, _): walk.open[step] = nil
    case .omitted(let step): walk.done.insert(step)
    case .waiting(let step, _, _): walk.open[step] = nil
    case .requested(_, _, .settle(let step, .done)): walk.done.insert(step)
    case .captured, .expanded, .requested, .overdue: break
    case .finished: walk.isFinished = true
    }
    do throws(RunFault) { try walk.state.apply(entry) } catch {
      walk.violations.append("entry \(entry.sequence) does not follow: \(error)")
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
    var rest = walk.state.step(step)?.needs ?? []
    while let need = rest.popLast() {
      guard !walk.done.contains(need), let needed = walk.state.step(need) else { continue }
      let isSilent = needed.verb == nil && needed.effect == .none && needed.delay == .zero
      if needed.control != nil {
        // Its end is in no entry of its own: it follows from those of the steps within it.
        let state = walk.state[need]?.state
        if state == .succeeded || needed.continueOnError && state == .failed { continue }
      } else if isSilent {
        rest += needed.needs
        continue
      }
      walk.violations.append("\(what) of `\(step)` before `\(need)` is done")
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

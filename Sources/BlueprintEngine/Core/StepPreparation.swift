import BlueprintModel

/// What comes of a step whose turn it is.
enum StepPreparation {
  /// The engine answers it itself, by these facts.
  case answered([Fact])
  /// Its provider is called with the input, once the intent is journaled.
  case call(intent: Fact, input: Value)
}

extension DriveCore {
  /// The most elements of a loop.
  static let mostElements = 100_000

  /// Binds the values of a step.
  func binding(of id: StepID) -> StepBinding {
    StepBinding(
      resources: state.resources, secrets: secrets,
      scope: state.number(of: id).map { StepBinding.Scope(state: state, step: $0) })
  }

  /// Decides about a step, and binds its input. Changes nothing: what it makes holds the state, and
  /// must be gone before the state changes.
  func prepare(
    _ step: Step, _ attempt: Int, _ token: String
  ) throws(Failure) -> StepPreparation {
    let binding = binding(of: step.id)
    let progress = state[step.id] ?? StepProgress()
    if let when = step.when, !progress.isBegun, try !binding.isTrue(when) {
      return .answered([.omitted(step: step.id)])
    }
    if let control = step.control {
      return .answered(try decide(control, step, attempt, binding))
    }
    func intent() throws(Failure) -> Fact {
      .intent(
        step: step.id, attempt: attempt, token: token,
        desired: try binding.desiredDigests(of: step), undo: undo(of: step))
    }
    guard step.verb == nil else {
      return .call(intent: try intent(), input: try binding.input(of: step))
    }
    let done = Fact.outcome(
      step: step.id, attempt: attempt, .done(handle: nil, outputs: [:]))
    if progress.attemptBegan != nil { return .answered([done]) }
    return .answered(step.delay > .zero ? [try intent()] : [try intent(), done])
  }

  /// How the effect of a step would be undone, in runs that roll back.
  private func undo(of step: Step) -> Undo? {
    guard state.settings.policy == .rollback, step.effect == .ensure, let address = step.resource
    else { return nil }
    guard let prior = state.resources[address] else { return .remove }
    return prior.making.map { .restore($0) }
  }

  private func decide(
    _ control: Control, _ step: Step, _ attempt: Int, _ binding: StepBinding
  ) throws(Failure) -> [Fact] {
    let done = Fact.outcome(
      step: step.id, attempt: attempt, .done(handle: nil, outputs: [:]))
    func text(_ message: Value) throws(Failure) -> String {
      let value = try binding.value(of: message)
      return redaction.masking(value.string ?? value.canonicalJSON)
    }
    func failed(_ code: String, _ message: String) -> [Fact] {
      let failure = Failure(.permanent, code: code, message, changed: .no)
      return [.outcome(step: step.id, attempt: attempt, .failed(failure))]
    }
    switch control {
    case .conditional(let condition, _, _):
      return [.expanded(step: step.id, .branch(try binding.isTrue(condition)))]
    case .forEach(let items, _, _):
      return [.expanded(step: step.id, try elements(try binding.value(of: items), step))]
    case .repetition(let until, let maximum, _, _):
      guard let control = state.openControl(of: step.id) else {
        return [.expanded(step: step.id, .turn(0))]
      }
      if try binding.isTrue(until) { return [done] }
      guard control.next < maximum else {
        return failed("repeat", "what it waits for did not come true in \(maximum) turns")
      }
      return [.expanded(step: step.id, .turn(control.next))]
    case .attempt: return [.expanded(step: step.id, .attempt)]
    case .approve(let message):
      return [.waiting(step: step.id, .approval, message: try text(message))]
    case .set(let values):
      var found: [(name: String, value: Value)] = []
      for (name, value) in values { found.append((name, try binding.value(of: value))) }
      return [try keeping(found, secret: [], step), done]
    case .assertion(let condition, let message):
      return try binding.isTrue(condition) ? [done] : failed("assertion", try text(message))
    case .failure(let message): return failed("failed", try text(message))
    }
  }

  /// What a loop goes over.
  private func elements(_ value: Value, _ step: Step) throws(Failure) -> Expansion {
    guard let elements = value.list else {
      throw Failure(
        .permanent, code: "input", "`for_each` goes over a list, not a \(value.kind)", changed: .no)
    }
    guard elements.count <= Self.mostElements else {
      throw Failure(
        .permanent, code: "input", "`for_each` goes over more than \(Self.mostElements) elements",
        changed: .no)
    }
    guard redaction.masking(value) != value else { return .elements(elements) }
    let name = state.number(of: step.id).map(state.pattern(of:)) ?? step.id.description
    return .sealedElements(try sealed(value, name), count: elements.count)
  }
}

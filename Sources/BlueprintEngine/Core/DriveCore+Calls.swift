import BlueprintModel

extension DriveCore {
  /// Takes an answered call off the books, and says what the answer means. Nothing if the call
  /// was given up before.
  mutating func close(_ number: Int, _ answer: Answer) -> [Fact] {
    guard let call = calls.removeValue(forKey: number), let step = state.step(call.step) else {
      return []
    }
    inFlight.remove(call.step)
    switch answer {
    case .lost(let reason):
      let reason = redaction.masking(reason)
      return [.lost(step: call.step, attempt: call.attempt, reason: reason)]
    case .outcome(.done(let handle, let outputs)) where !step.outputs.isEmpty:
      return captured(step, call, handle, outputs)
    case .outcome(let outcome):
      return [.outcome(step: call.step, attempt: call.attempt, redaction.masking(outcome))]
    }
  }

  /// Keeps what the author wants to have of a step's outputs. What is secret among it is sealed,
  /// and from now on masked everywhere.
  private mutating func captured(
    _ step: Step, _ call: Call, _ handle: Value?, _ outputs: ValueMap
  ) -> [Fact] {
    var found: [(name: String, value: Value)] = []
    var shown = outputs
    do throws(Failure) {
      let capture = OutputCapture(outputs: outputs)
      for output in step.outputs {
        let value = try capture.value(of: output)
        found.append((output.name, value))
        guard output.isSecret else { continue }
        redaction.add([value])
        // What a secret was taken from holds it in some form.
        shown[output.source] = nil
        if output.source.isEmpty { shown = [:] }
      }
      let facts = try keeping(found, secret: Set(step.outputs.filter(\.isSecret).map(\.name)), step)
      let outcome = Outcome.done(handle: handle, outputs: redaction.masking(shown))
      return [facts, .outcome(step: step.id, attempt: call.attempt, outcome)]
    } catch {
      return [.outcome(step: step.id, attempt: call.attempt, .failed(masked(error)))]
    }
  }

  /// The fact that keeps values under a step. Those that are secret, or hold a secret, are sealed.
  func keeping(
    _ found: [(name: String, value: Value)], secret: Set<String>, _ step: Step
  ) throws(Failure) -> Fact {
    var values: ValueMap = [:]
    var sealed: ValueMap = [:]
    for (name, value) in found {
      if secret.contains(name) || redaction.masking(value) != value {
        sealed[name] = .string(try self.sealed(value, "\(step.id)/\(name)"))
      } else {
        values[name] = value
      }
    }
    return .captured(step: step.id, values: values, sealed: sealed)
  }

  /// A value that must not be seen, sealed.
  func sealed(_ value: Value, _ name: String) throws(Failure) -> String {
    guard let box = secrets.box else {
      throw Failure(
        .permanent, code: "no_key", "`\(name)` is secret, and there is no key to seal it with",
        changed: .yes, help: "set BLUEPRINT_KEY_FILE")
    }
    do { return try box.seal(value, name: name) } catch {
      throw Failure(
        .permanent, code: "no_key", "`\(name)` is secret and cannot be sealed", changed: .yes)
    }
  }

  /// Asks providers to give up calls that have run out of time, and gives up those that did not
  /// answer that in time.
  mutating func giveUpOverdue(
    at moment: DriveMoment, into turn: inout DriveTurn
  ) throws(RunFault) {
    for number in calls.filter({ $0.value.deadline <= moment.elapsed }).keys.sorted() {
      guard let call = calls[number], let step = state.step(call.step) else { continue }
      guard call.isCancelled else {
        askToGiveUp(number, step, at: moment, into: &turn)
        continue
      }
      let isEnded = state.cancellation == .abort || state.isOverdue
      let verdict: Verdict = isEnded ? .aborted : .overdue(step.timeout)
      for fact in close(number, .outcome(.failed(verdict.failure(of: step)))) {
        try record(fact, at: moment, into: &turn)
      }
    }
  }

  /// Gives up the call of a step, once.
  mutating func giveUp(
    _ id: StepID, at moment: DriveMoment, into turn: inout DriveTurn
  ) {
    guard let (number, call) = calls.first(where: { $0.value.step == id }), !call.isCancelled,
      let step = state.step(id)
    else { return }
    askToGiveUp(number, step, at: moment, into: &turn)
  }

  private mutating func askToGiveUp(
    _ number: Int, _ step: Step, at moment: DriveMoment, into turn: inout DriveTurn
  ) {
    guard var call = calls[number] else { return }
    call.isCancelled = true
    call.deadline = moment.elapsed + configuration.grace
    calls[number] = call
    if let giveUp = request(toGiveUp: step, call.token) { turn.giveUps.append(giveUp) }
  }

  /// The request to a step's provider to give up an effect.
  func request(toGiveUp step: Step, _ token: String) -> GiveUp? {
    guard step.verb != nil, let target = state.target(of: step) else { return nil }
    return GiveUp(step: step.id, provider: target.provider, token: token)
  }
}

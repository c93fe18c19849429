import BlueprintExpressions
import BlueprintModel

/// Gives the late-bound values of a plan what they refer to: `resources["ADDRESS"].NAME`,
/// `secrets.NAME`, and within control steps `steps["ID"].NAME`, `each["ID"]`, `iteration["ID"]`.
struct StepBinding {
  let resources: [ResourceAddress: Resource]
  let secrets: RunSecrets
  /// Where the values are bound; nil outside of a run.
  var scope: Scope?

  /// A step within a run.
  struct Scope {
    let state: RunState
    /// The number of the step.
    let step: Int
  }

  /// What a reference to a secret stands for.
  private enum SecretForm {
    /// Its value, for the provider's eyes.
    case value
    /// Its keyed digest, where only sameness matters.
    case fingerprint
    /// The mask, for people.
    case mask
  }

  /// The step's input with nothing left to evaluate.
  func input(of step: Step) throws(Failure) -> Value {
    try evaluated(step.input, .value) { "the input of `\(step.id)`: \($0)" }
  }

  /// The digest of each part of the step's desired state.
  func desiredDigests(of step: Step) throws(Failure) -> ValueMap {
    var digests = ValueMap()
    for part in step.desired {
      let value = try evaluated(part.value, .fingerprint) { "`\(part.key)` of `\(step.id)`: \($0)" }
      digests[part.key] = .string(Digest(of: value).description)
    }
    return digests
  }

  /// An output of the plan as people see it. One that cannot be evaluated is null and says why:
  /// everything was done by then, and a run is not undone by what cannot be shown.
  func output(_ output: PlannedOutput, redaction: Redaction) -> PlannedOutput {
    var shown = output
    if output.isSecret {
      shown.form = output.value
      shown.value = .string(Redaction.mask)
      return shown
    }
    do throws(Failure) {
      shown.value = redaction.masking(try evaluated(output.value, .mask) { $0 })
    } catch {
      shown.value = .null
      shown.description = "not known: \(redaction.masking(error.message))"
    }
    return shown
  }

  /// A late-bound value in clear.
  func value(of json: Value) throws(Failure) -> Value { try evaluated(json, .value) { $0 } }

  /// A late-bound condition.
  func isTrue(_ json: Value) throws(Failure) -> Bool {
    guard let flag = try value(of: json).boolean else {
      throw Failure(
        .permanent, code: "input", "a condition is neither true nor false", changed: .no)
    }
    return flag
  }

  private func evaluated(
    _ json: Value, _ form: SecretForm, _ message: (String) -> String
  ) throws(Failure) -> Value {
    do {
      let bound = try BoundValue(json: json)
      do { return try evaluated(bound, form) } catch {
        // What cannot be computed of fingerprints is compared as it is written.
        guard form == .fingerprint else { throw error }
        return try evaluated(bound.standIn(secrets.fingerprints), form)
      }
    } catch {
      throw Failure(.permanent, code: "input", message("\(error)"), changed: .no)
    }
  }

  private func evaluated(
    _ value: BoundValue, _ form: SecretForm
  ) throws(EvaluationError) -> Value {
    try value.evaluated { reference throws(EvaluationError) in try self.value(of: reference, form) }
  }

  private func value(
    of reference: Reference, _ form: SecretForm
  ) throws(EvaluationError) -> Value? {
    guard case .key(let name)? = reference.path.first else { return nil }
    let path = reference.path.dropFirst()
    switch reference.root {
    case "resources":
      guard let resource = resources[ResourceAddress(name)] else { return nil }
      return try Value.map(resource.outputs).value(at: path)
    case "secrets": return try secret(name, form)?.value(at: path)
    case "steps":
      guard case .key(let output)? = path.first else { return nil }
      return try captured(output, of: name)?.value(at: path.dropFirst())
    case "each": return try element(of: name)?.value(at: path)
    case "iteration": return turns.first { $0.loop == name }.map { .integer($0.number) }
    default: return nil
    }
  }

  private func secret(_ name: String, _ form: SecretForm) throws(EvaluationError) -> Value? {
    switch form {
    case .value: secrets.values[name]
    case .fingerprint: secrets.fingerprints[name].map(Value.string)
    case .mask: secrets.values[name] == nil ? nil : .string(Redaction.mask)
    }
  }

  /// The turns of the loops around the step, and for a `repeat` that is being asked about the
  /// turn that ended last.
  private var turns: [Turn] {
    guard let scope else { return [] }
    let (state, step) = (scope.state, scope.step)
    let frame = state.frames[state.progress[step].frame]
    guard let control = state.controls[step], control.next > 0,
      case .repetition = state.step(at: step).control
    else { return frame.turns }
    let last = Turn(loop: state.pattern(of: step), number: control.next - 1, element: nil)
    return frame.turns + [last]
  }

  /// The kept output of a step, whose identity is written with `[*]` for the turns of the loops
  /// around; null if the step was left out.
  private func captured(_ output: String, of pattern: String) throws(EvaluationError) -> Value? {
    var id = pattern
    for turn in turns {
      guard let star = id.firstRange(of: "[*]") else { break }
      id.replaceSubrange(star, with: "[\(turn.number)]")
    }
    guard let state = scope?.state, let number = state.graph.numbers[StepID(id)] else {
      return scope == nil ? nil : .null
    }
    if let capture = state.captures[number] {
      if let value = capture.values[output] { return value }
      if let sealed = capture.sealed[output]?.string {
        return try opened(sealed, "\(id)/\(output)")
      }
    }
    return state.progress[number].state.isFinal ? .null : nil
  }

  private func element(of loop: String) throws(EvaluationError) -> Value? {
    switch turns.first(where: { $0.loop == loop })?.element {
    case .value(let value): return value
    case .sealed(let sealed, let number):
      guard let list = try opened(sealed, loop)?.list, list.indices.contains(number) else {
        throw EvaluationError(.notFound, "the sealed elements of `\(loop)` are not what they were")
      }
      return list[number]
    case nil: return nil
    }
  }

  private func opened(_ sealed: String, _ name: String) throws(EvaluationError) -> Value? {
    guard let box = secrets.box else {
      throw EvaluationError(.unresolved, "`\(name)` is sealed, and there is no key")
    }
    do { return try box.open(sealed, name: name) } catch {
      throw EvaluationError(.unresolved, "`\(name)` is sealed under another key")
    }
  }
}

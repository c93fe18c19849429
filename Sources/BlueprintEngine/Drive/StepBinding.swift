import BlueprintExpressions
import BlueprintModel

/// Gives the late-bound values of a plan what they refer to: `resources["ADDRESS"].NAME` and
/// `secrets.NAME`.
struct StepBinding {
  let resources: [ResourceAddress: Resource]
  let secrets: RunSecrets

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

  private func evaluated(
    _ json: Value, _ form: SecretForm, _ message: (String) -> String
  ) throws(Failure) -> Value {
    do {
      return try BoundValue(json: json).evaluated { reference throws(EvaluationError) in
        try value(of: reference, form)
      }
    } catch {
      throw Failure(.permanent, code: "input", message("\(error)"), changed: .no)
    }
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
    case "secrets":
      return try secret(name, form)?.value(at: path)
    default:
      return nil
    }
  }

  private func secret(_ name: String, _ form: SecretForm) throws(EvaluationError) -> Value? {
    switch form {
    case .value: secrets.values[name]
    case .fingerprint: secrets.fingerprints[name].map(Value.string)
    case .mask: secrets.values[name] == nil ? nil : .string(Redaction.mask)
    }
  }
}

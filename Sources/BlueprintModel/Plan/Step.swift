/// One vertex of a plan: one provider verb with its input, needs and retry policy.
///
/// A step without a verb and without ``control`` is a barrier: it has no effect of its own and
/// joins what it needs.
public struct Step: Sendable, Hashable {
  /// What success means for the deployment's resources.
  public enum Effect: String, Sendable, Hashable {
    /// Nothing.
    case none
    /// `resource` exists as `desired` says.
    case ensure
    /// `resource` is gone.
    case delete
  }

  /// What to do about an effect whose outcome is not known.
  public enum Idempotency: String, Sendable, Hashable, CaseIterable {
    /// Doing it again is harmless.
    case natural
    /// The provider looks the token up before it acts.
    case token
    /// It is never done again without a person's leave.
    case never
  }

  /// Identity in the plan.
  public var id: StepID
  /// The heading it is shown under, for example `services.web[0]`.
  public var phase: String
  /// The target whose provider performs it; nil for a barrier.
  public var target: String?
  /// The provider verb; nil for a barrier.
  public var verb: String?
  /// The verb's input. May hold late-bound templates (see `BoundValue`), which the engine
  /// evaluates when it dispatches the step.
  public var input: Value
  /// The resource that the step is about; its present record is handed to the provider.
  public var resource: ResourceAddress?
  /// What success does to `resource`.
  public var effect: Effect
  /// For `ensure`: the desired state by named part, late-bound like `input`. The digest of each
  /// evaluated part is kept with the resource, and the next plan is a comparison of digests.
  public var desired: ValueMap
  /// For `ensure`: how the resource is taken away later, without the blueprint at hand.
  public var teardown: [Teardown]
  /// For `ensure`: the resources that this one stands on, which outlive it.
  public var uses: [ResourceAddress]
  /// For `ensure`: whether the resource may be deleted only when it is named.
  public var protect: Bool
  /// For a step without a verb: how long after its needs it takes.
  public var delay: Duration
  /// Steps that must have succeeded first.
  public var needs: [StepID]
  /// Tries after failures.
  public var retry: RetryPolicy
  /// The longest one attempt may take; zero for an `approve` that waits as long as it takes.
  public var timeout: Duration
  /// Named pools of which the step takes a place while it is in flight.
  public var pools: [String]
  /// What to do when the outcome is not known.
  public var idempotency: Idempotency
  /// For a step without a verb: what it decides at run time.
  public var control: Control?
  /// A late-bound condition, asked when the needs have succeeded; if it is false, the step counts
  /// as done without having been performed. Nil: it is always performed.
  public var when: Value?
  /// What is kept of the outcome's outputs.
  public var outputs: [CapturedOutput]
  /// Whether what needs this step goes on when it fails.
  public var continueOnError: Bool
  /// Why the step is in the plan, for people.
  public var why: String
  /// The place in the blueprint that asks for it.
  public var place: Place?

  /// A step; see the properties for the meaning of each parameter.
  public init(
    id: StepID, phase: String, target: String? = nil, verb: String? = nil,
    input: Value = .map([:]), resource: ResourceAddress? = nil, effect: Effect = .none,
    desired: ValueMap = [:], teardown: [Teardown] = [], uses: [ResourceAddress] = [],
    protect: Bool = false, delay: Duration = .zero,
    needs: [StepID] = [], retry: RetryPolicy = RetryPolicy(), timeout: Duration = .seconds(600),
    pools: [String] = [], idempotency: Idempotency = .token, control: Control? = nil, when: Value? = nil,
    outputs: [CapturedOutput] = [], continueOnError: Bool = false, why: String = "",
    place: Place? = nil
  ) {
    self.id = id
    self.phase = phase
    self.target = target
    self.verb = verb
    self.input = input
    self.resource = resource
    self.effect = effect
    self.desired = desired
    self.teardown = teardown
    self.uses = uses
    self.protect = protect
    self.delay = delay
    self.needs = needs
    self.retry = retry
    self.timeout = timeout
    self.pools = pools
    self.idempotency = idempotency
    self.control = control
    self.when = when
    self.outputs = outputs
    self.continueOnError = continueOnError
    self.why = why
    self.place = place
  }
}

extension Step: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    let effectName = json["effect"]?.string ?? Effect.none.rawValue
    let idempotencyName = json["idempotency"]?.string ?? Idempotency.token.rawValue
    guard let effect = Effect(rawValue: effectName) else {
      throw JSONShapeError("`effect`: unknown `\(effectName)`")
    }
    guard let idempotency = Idempotency(rawValue: idempotencyName) else {
      throw JSONShapeError("`idempotency`: unknown `\(idempotencyName)`")
    }
    self.init(
      id: StepID(try json.requiredString("id")),
      phase: try json.requiredString("phase"),
      target: json["target"]?.string,
      verb: json["verb"]?.string,
      input: json["input"] ?? .map([:]),
      resource: json["resource"]?.string.map { ResourceAddress($0) },
      effect: effect,
      desired: json["desired"]?.map ?? [:],
      teardown: try json.elements("teardown", as: Teardown.self),
      uses: try json.strings("uses").map { ResourceAddress($0) },
      protect: json["protect"]?.boolean ?? false,
      delay: .milliseconds(json["delay_ms"]?.integer ?? 0),
      needs: try json.strings("needs").map { StepID($0) },
      retry: try RetryPolicy(json: try json.required("retry")),
      timeout: .milliseconds(try json.requiredInteger("timeout_ms")),
      pools: try json.strings("pools"),
      idempotency: idempotency,
      control: try json.optional("control", as: Control.self),
      when: json["when"],
      outputs: try json.elements("outputs", as: CapturedOutput.self),
      continueOnError: json["continue_on_error"]?.boolean ?? false,
      why: json["why"]?.string ?? "",
      place: try json.optional("place", as: Place.self))
  }

  public var json: Value {
    var map: ValueMap = [
      "id": .string(id.description), "phase": .string(phase),
      "retry": retry.json, "timeout_ms": .integer(timeout.milliseconds),
    ]
    map.setUnlessEmpty("target", target.map(Value.string))
    map.setUnlessEmpty("verb", verb.map(Value.string))
    map.setUnlessEmpty("input", input)
    map.setUnlessEmpty("resource", resource.map { .string($0.description) })
    if effect != .none { map["effect"] = .string(effect.rawValue) }
    map.setUnlessEmpty("desired", .map(desired))
    map.setUnlessEmpty("teardown", .list(teardown.map(\.json)))
    map.setUnlessEmpty("uses", .list(uses.map { .string($0.description) }))
    if protect { map["protect"] = true }
    if delay > .zero { map["delay_ms"] = .integer(delay.milliseconds) }
    map.setUnlessEmpty("needs", .list(needs.map { .string($0.description) }))
    map.setUnlessEmpty("pools", .list(pools.map(Value.string)))
    if idempotency != .token { map["idempotency"] = .string(idempotency.rawValue) }
    if let control { map["control"] = control.json }
    if let when { map["when"] = when }
    map.setUnlessEmpty("outputs", .list(outputs.map(\.json)))
    if continueOnError { map["continue_on_error"] = true }
    if !why.isEmpty { map["why"] = .string(why) }
    map.setUnlessEmpty("place", place?.json)
    return .map(map)
  }
}

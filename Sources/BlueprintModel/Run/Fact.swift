/// One thing that happened in a run. A run's state is the fold of its facts and of nothing else.
public enum Fact: Sendable, Hashable {
  /// The run exists, for the plan with this hash. Always the first fact.
  case created(plan: Digest)
  /// The step is about to be performed; written before the effect. `desired` holds the digest
  /// of each evaluated part of the step's desired state.
  case intent(step: StepID, attempt: Int, token: String, desired: ValueMap)
  /// The provider answered.
  case outcome(step: StepID, attempt: Int, Outcome)
  /// The answer of an attempt was lost: the step is in doubt and is performed again with the
  /// same token.
  case lost(step: StepID, attempt: Int, reason: String)
  /// Nothing more will happen.
  case finished(RunResult, outputs: [PlannedOutput])
}

/// How a run ended.
public enum RunResult: String, Sendable, Hashable {
  /// Every step succeeded.
  case succeeded
  /// A step failed; what did not depend on it may have succeeded.
  case failed
}

extension Fact: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    let kind = try json.requiredString("fact")
    switch kind {
    case "created": self = .created(plan: Digest(hexadecimal: try json.requiredString("plan")))
    case "intent":
      self = .intent(
        step: StepID(try json.requiredString("step")),
        attempt: try json.requiredInteger("attempt"),
        token: try json.requiredString("token"), desired: json["desired"]?.map ?? [:])
    case "outcome":
      self = .outcome(
        step: StepID(try json.requiredString("step")),
        attempt: try json.requiredInteger("attempt"),
        try Outcome(json: try json.required("outcome")))
    case "lost":
      self = .lost(
        step: StepID(try json.requiredString("step")),
        attempt: try json.requiredInteger("attempt"),
        reason: try json.requiredString("reason"))
    case "finished":
      let name = try json.requiredString("result")
      guard let result = RunResult(rawValue: name) else {
        throw JSONShapeError("`result`: unknown `\(name)`")
      }
      self = .finished(result, outputs: try json.elements("outputs", as: PlannedOutput.self))
    default: throw JSONShapeError("`fact`: unknown `\(kind)`")
    }
  }

  public var json: Value {
    switch self {
    case .created(let plan): return ["fact": "created", "plan": .string(plan.description)]
    case .intent(let step, let attempt, let token, let desired):
      var map: ValueMap = [
        "fact": "intent", "step": .string(step.description), "attempt": .integer(attempt),
        "token": .string(token),
      ]
      map.setUnlessEmpty("desired", .map(desired))
      return .map(map)
    case .outcome(let step, let attempt, let outcome):
      return [
        "fact": "outcome", "step": .string(step.description), "attempt": .integer(attempt),
        "outcome": outcome.json,
      ]
    case .lost(let step, let attempt, let reason):
      return [
        "fact": "lost", "step": .string(step.description), "attempt": .integer(attempt),
        "reason": .string(reason),
      ]
    case .finished(let result, let outputs):
      var map: ValueMap = ["fact": "finished", "result": .string(result.rawValue)]
      map.setUnlessEmpty("outputs", .list(outputs.map(\.json)))
      return .map(map)
    }
  }
}

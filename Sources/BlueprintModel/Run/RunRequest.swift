/// What people ask of a run that is under way or paused.
public enum RunRequest: Sendable, Hashable {
  /// Lets an approval pass; nil stands for all that are waited for.
  case promote(StepID?)
  /// Refuses an approval, which then fails with the reason.
  case reject(StepID?, reason: String)
  /// Begins nothing any more until `proceed`.
  case pause
  /// Ends a pause.
  case proceed
  /// Begins nothing any more, lets what is in flight end, and ends the run.
  case cancel
  /// As `cancel`, and has what is in flight given up.
  case abort
  /// Says what became of an effect in doubt that the engine must not repeat by itself.
  case settle(StepID, Settlement)

  /// What a person found out about an effect in doubt.
  public enum Settlement: String, Sendable, Hashable, CaseIterable {
    /// It took effect, and the step is done.
    case done
    /// It took no effect, and the step failed.
    case failed
    /// It may be done again.
    case again
  }
}

/// A request as the store accepted it.
public struct FiledRequest: Sendable, Hashable {
  /// Counts up over all runs of a store.
  public var number: Int
  /// The run that it is about.
  public var run: RunID
  /// Who asked, for people.
  public var by: String
  /// What is asked.
  public var request: RunRequest

  /// A request; see the properties for the parameters.
  public init(number: Int, run: RunID, by: String, request: RunRequest) {
    self.number = number
    self.run = run
    self.by = by
    self.request = request
  }
}

extension RunRequest: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    let kind = try json.requiredString("request")
    let step = json["step"]?.string.map { StepID($0) }
    switch kind {
    case "promote": self = .promote(step)
    case "reject": self = .reject(step, reason: json["reason"]?.string ?? "")
    case "pause": self = .pause
    case "proceed": self = .proceed
    case "cancel": self = .cancel
    case "abort": self = .abort
    case "settle":
      let name = try json.requiredString("as")
      guard let settlement = Settlement(rawValue: name) else {
        throw JSONShapeError("`as`: unknown `\(name)`")
      }
      self = .settle(StepID(try json.requiredString("step")), settlement)
    default: throw JSONShapeError("`request`: unknown `\(kind)`")
    }
  }

  public var json: Value {
    var map: ValueMap = ["request": .string(name)]
    switch self {
    case .promote(let step): map.setUnlessEmpty("step", step.map { .string($0.description) })
    case .reject(let step, let reason):
      map.setUnlessEmpty("step", step.map { .string($0.description) })
      map["reason"] = .string(reason)
    case .settle(let step, let settlement):
      map["step"] = .string(step.description)
      map["as"] = .string(settlement.rawValue)
    case .pause, .proceed, .cancel, .abort: break
    }
    return .map(map)
  }

  /// The word for the kind of request.
  public var name: String {
    switch self {
    case .promote: "promote"
    case .reject: "reject"
    case .pause: "pause"
    case .proceed: "proceed"
    case .cancel: "cancel"
    case .abort: "abort"
    case .settle: "settle"
    }
  }
}

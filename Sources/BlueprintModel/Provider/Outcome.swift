/// A provider's answer to one verb call: done, again later, or failed.
public enum Outcome: Sendable, Hashable {
  /// The effect holds. A nil handle, or outputs without entries, leave the resource's recorded
  /// ones as they were.
  case done(handle: Value?, outputs: ValueMap)
  /// Not finished; perform the same call again after the given time.
  case again(after: Duration)
  /// It did not work.
  case failed(Failure)
}

extension Outcome: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    let status = try json.requiredString("status")
    switch status {
    case "done": self = .done(handle: json["handle"], outputs: json["outputs"]?.map ?? [:])
    case "again": self = .again(after: .milliseconds(try json.requiredInteger("after_ms")))
    case "failed": self = .failed(try Failure(json: try json.required("failure")))
    default: throw JSONShapeError("`status`: expected done, again or failed, found `\(status)`")
    }
  }

  public var json: Value {
    switch self {
    case .done(let handle, let outputs):
      var map: ValueMap = ["status": "done"]
      if let handle { map["handle"] = handle }
      map.setUnlessEmpty("outputs", .map(outputs))
      return .map(map)
    case .again(let after):
      return ["status": "again", "after_ms": .integer(after.milliseconds)]
    case .failed(let failure):
      return ["status": "failed", "failure": failure.json]
    }
  }
}

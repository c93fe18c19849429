/// What a simulated call answers, where the simulator cannot know: the output of a script, the body
/// of a response.
public struct Stub: Sendable, Hashable, JSONRepresentable {
  /// Which calls it is for.
  public var selector: FaultSelector
  /// What the outputs are; they win over those that the simulator gives.
  public var outputs: ValueMap
  /// The exit status of a script, or 0.
  public var exit: Int

  /// The answer of the calls that `selector` selects.
  public init(_ selector: FaultSelector, outputs: ValueMap = [:], exit: Int = 0) {
    self.selector = selector
    self.outputs = outputs
    self.exit = exit
  }

  public init(json: Value) throws(JSONShapeError) {
    var outputs = json["outputs"]?.map ?? [:]
    for key in ["stdout", "body", "status"] { outputs.setUnlessEmpty(key, json[key]) }
    self.init(try FaultSelector(json: json), outputs: outputs, exit: json["exit"]?.integer ?? 0)
  }

  public var json: Value {
    var map = selector.json.map ?? [:]
    map.setUnlessEmpty("outputs", .map(outputs))
    if exit != 0 { map["exit"] = .integer(exit) }
    return .map(map)
  }
}

extension Resource {
  /// The call that made a resource what it is, late-bound as it was planned: what a rollback
  /// performs to make it so again.
  public struct Making: Sendable, Hashable {
    /// The provider verb; nil if the record is all there is to the resource.
    public var verb: String?
    /// The verb's input, as ``Step/input``.
    public var input: Value
    /// The desired state, as ``Step/desired``.
    public var desired: ValueMap
    /// The longest it may take.
    public var timeout: Duration

    /// A call; see the properties for the parameters.
    public init(verb: String?, input: Value, desired: ValueMap, timeout: Duration) {
      self.verb = verb
      self.input = input
      self.desired = desired
      self.timeout = timeout
    }
  }
}

extension Resource.Making: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    verb = json["verb"]?.string
    input = json["input"] ?? .map([:])
    desired = json["desired"]?.map ?? [:]
    timeout = .milliseconds(try json.requiredInteger("timeout_ms"))
  }

  public var json: Value {
    var map: ValueMap = ["timeout_ms": .integer(timeout.milliseconds)]
    map.setUnlessEmpty("verb", verb.map(Value.string))
    map.setUnlessEmpty("input", input)
    map.setUnlessEmpty("desired", .map(desired))
    return .map(map)
  }
}

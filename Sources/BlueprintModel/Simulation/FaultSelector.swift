/// Which calls or machines a fault is about. What is not said does not matter.
public struct FaultSelector: Sendable, Hashable {
  /// The step's identity: `services.web[*]/start`.
  public var step: Glob?
  /// The verb: `host.*`.
  public var verb: Glob?
  /// The resource or instance: `services.web[0]`.
  public var address: Glob?
  /// The machine that the call is for or about: `machines.web[*]`.
  public var machine: Glob?
  /// A label of that machine: `rack=r1`.
  public var domain: Glob?

  /// A selector; see the properties for the parameters.
  public init(
    step: Glob? = nil, verb: Glob? = nil, address: Glob? = nil, machine: Glob? = nil,
    domain: Glob? = nil
  ) {
    self.step = step
    self.verb = verb
    self.address = address
    self.machine = machine
    self.domain = domain
  }

  /// Whether only machines are selected, and no calls.
  public var isOfMachines: Bool { step == nil && verb == nil && address == nil }
}

extension FaultSelector: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    func glob(_ key: String) -> Glob? { json[key]?.string.map { Glob($0) } }
    self.init(
      step: glob("step"), verb: glob("verb"), address: glob("address"), machine: glob("machine"),
      domain: glob("domain"))
  }

  public var json: Value {
    var map: ValueMap = [:]
    for (key, glob) in [
      ("step", step), ("verb", verb), ("address", address), ("machine", machine),
      ("domain", domain),
    ] {
      if let glob { map[key] = .string(glob.description) }
    }
    return .map(map)
  }
}

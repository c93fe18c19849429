/// The durable record of a real thing that a provider made.
public struct Resource: Sendable, Hashable, JSONRepresentable {
  /// Where it belongs in the deployment.
  public var address: ResourceAddress
  /// The target that holds it.
  public var target: TargetBinding
  /// What the provider needs to find it again; opaque to everybody else.
  public var handle: Value
  /// What expressions may refer to: an address, a port.
  public var outputs: ValueMap
  /// The digest of each part of the desired state as last applied.
  public var applied: ValueMap
  /// The call that made it so; nil for one that was recorded without it.
  public var making: Making?
  /// How it is taken away.
  public var teardown: [Teardown]
  /// The resources it stands on, which outlive it.
  public var uses: [ResourceAddress]
  /// Whether it may be deleted only when it is named.
  public var protect: Bool
  /// The place in the blueprint that asked for it.
  public var place: Place?

  /// A resource; see the properties for the parameters.
  public init(
    address: ResourceAddress, target: TargetBinding, handle: Value = .null,
    outputs: ValueMap = [:], applied: ValueMap = [:], making: Making? = nil,
    teardown: [Teardown] = [], uses: [ResourceAddress] = [], protect: Bool = false,
    place: Place? = nil
  ) {
    self.address = address
    self.target = target
    self.handle = handle
    self.outputs = outputs
    self.applied = applied
    self.making = making
    self.teardown = teardown
    self.uses = uses
    self.protect = protect
    self.place = place
  }

  public init(json: Value) throws(JSONShapeError) {
    address = ResourceAddress(try json.requiredString("address"))
    target = try TargetBinding(json: try json.required("target"))
    handle = json["handle"] ?? .null
    outputs = json["outputs"]?.map ?? [:]
    applied = json["applied"]?.map ?? [:]
    making = try json.optional("making", as: Making.self)
    teardown = try json.elements("teardown", as: Teardown.self)
    uses = try json.strings("uses").map { ResourceAddress($0) }
    protect = json["protect"]?.boolean ?? false
    place = try json.optional("place", as: Place.self)
  }

  public var json: Value {
    var map: ValueMap = ["address": .string(address.description), "target": target.json]
    map.setUnlessEmpty("handle", handle)
    map.setUnlessEmpty("outputs", .map(outputs))
    map.setUnlessEmpty("applied", .map(applied))
    map.setUnlessEmpty("making", making?.json)
    map.setUnlessEmpty("teardown", .list(teardown.map(\.json)))
    map.setUnlessEmpty("uses", .list(uses.map { .string($0.description) }))
    if protect { map["protect"] = true }
    map.setUnlessEmpty("place", place?.json)
    return .map(map)
  }
}

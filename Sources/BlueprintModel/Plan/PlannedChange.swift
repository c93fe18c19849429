/// What a plan does to one instance or machine, for people.
public struct PlannedChange: Sendable, Hashable, JSONRepresentable {
  /// The kinds of change.
  public enum Kind: String, Sendable, Hashable {
    /// It does not exist yet.
    case create
    /// It is changed without interrupting it.
    case update
    /// It is stopped, changed and started.
    case restart
    /// It is taken away.
    case delete
    /// Something is done with it that leaves it as it is: a backup, a restore.
    case act
  }

  /// The instance: `services.web[0]`, `machines.db`.
  public var address: ResourceAddress
  /// What happens to it.
  public var kind: Kind
  /// Why, one remark each.
  public var reasons: [String]

  /// A change of `kind` to `address`.
  public init(_ kind: Kind, _ address: ResourceAddress, reasons: [String] = []) {
    self.address = address
    self.kind = kind
    self.reasons = reasons
  }

  public init(json: Value) throws(JSONShapeError) {
    let name = try json.requiredString("kind")
    guard let kind = Kind(rawValue: name) else {
      throw JSONShapeError("`kind`: unknown change `\(name)`")
    }
    self.init(
      kind, ResourceAddress(try json.requiredString("address")),
      reasons: try json.strings("reasons"))
  }

  public var json: Value {
    [
      "kind": .string(kind.rawValue), "address": .string(address.description),
      "reasons": .list(reasons.map(Value.string)),
    ]
  }
}

/// What the user asked for. The engine records it and never looks at it.
public struct Operation: Sendable, Hashable, JSONRepresentable {
  /// The kinds of operation a plan can serve.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case deploy, scale, upgrade, backup, restore, destroy, action
  }

  /// Which kind.
  public var kind: Kind
  /// What it applies to, as the user would write it: `web=4`, a backup's name; empty for all.
  public var arguments: [String]

  /// An operation of `kind` on `arguments`.
  public init(_ kind: Kind, arguments: [String] = []) {
    self.kind = kind
    self.arguments = arguments
  }

  public init(json: Value) throws(JSONShapeError) {
    let name = try json.requiredString("kind")
    guard let kind = Kind(rawValue: name) else {
      throw JSONShapeError("`kind`: no operation is named `\(name)`")
    }
    self.kind = kind
    arguments = try json.strings("arguments")
  }

  public var json: Value {
    ["kind": .string(kind.rawValue), "arguments": .list(arguments.map(Value.string))]
  }
}

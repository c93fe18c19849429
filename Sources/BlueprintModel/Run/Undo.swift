/// How the effect of a step on its resource is undone; part of the intent, because only before the
/// effect it is known what was there.
public enum Undo: Sendable, Hashable {
  /// The resource was not there: it is taken away by the step's own teardown.
  case remove
  /// The resource was as this record says: it is made so again.
  case restore(Resource.Making)
}

extension Undo: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    if let making = try json.optional("restore", as: Resource.Making.self) {
      self = .restore(making)
    } else {
      self = .remove
    }
  }

  public var json: Value {
    switch self {
    case .remove: ["remove": true]
    case .restore(let making): ["restore": making.json]
    }
  }
}

/// What a run decided about a control step; the steps that it brings into being follow from the
/// plan and from this.
public enum Expansion: Sendable, Hashable {
  /// Which body of an `if` is done.
  case branch(Bool)
  /// What a `for_each` goes over.
  case elements([Value])
  /// What a `for_each` goes over, sealed because a secret is among it.
  case sealedElements(String, count: Int)
  /// The turn of a `repeat` that begins, from 0.
  case turn(Int)
  /// The body of a `try` begins.
  case attempt
}

extension Expansion: JSONRepresentable {
  public init(json: Value) throws(JSONShapeError) {
    if let branch = json["branch"]?.boolean {
      self = .branch(branch)
    } else if let elements = json["elements"]?.list {
      self = .elements(elements)
    } else if let sealed = json["sealed"]?.string {
      self = .sealedElements(sealed, count: try json.requiredInteger("count"))
    } else if let turn = json["turn"]?.integer {
      self = .turn(turn)
    } else if json["attempt"] != nil {
      self = .attempt
    } else {
      throw JSONShapeError("`expansion`: unknown shape")
    }
  }

  public var json: Value {
    switch self {
    case .branch(let branch): ["branch": .boolean(branch)]
    case .elements(let elements): ["elements": .list(elements)]
    case .sealedElements(let sealed, let count):
      ["sealed": .string(sealed), "count": .integer(count)]
    case .turn(let turn): ["turn": .integer(turn)]
    case .attempt: ["attempt": true]
    }
  }
}

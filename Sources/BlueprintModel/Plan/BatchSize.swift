/// How many elements of a loop are worked on at a time.
public enum BatchSize: Sendable, Hashable, JSONRepresentable {
  /// This many, at least 1.
  case count(Int)
  /// This part of all, from 1 to 100, rounded up.
  case percent(Int)

  /// The size for `total` elements, at least 1.
  public func size(of total: Int) -> Int {
    switch self {
    case .count(let count): max(1, count)
    case .percent(let percent): max(1, (total * percent + 99) / 100)
    }
  }

  public init(json: Value) throws(JSONShapeError) {
    if let count = json.integer {
      self = .count(count)
    } else if let text = json.string, text.hasSuffix("%"), let percent = Int(text.dropLast()) {
      self = .percent(percent)
    } else {
      throw JSONShapeError("`batch`: expected a number or a percentage, found a \(json.kind)")
    }
  }

  public var json: Value {
    switch self {
    case .count(let count): .integer(count)
    case .percent(let percent): .string("\(percent)%")
    }
  }
}

import BlueprintExpressions

/// What the values of all expressions of a blueprint may come to: values that double the one
/// before, or a large one that is used everywhere, would fill the memory.
final class ValueBudget {
  /// The most parts of one value.
  static let valueLimit = 2_000_000
  /// The most parts of all values together.
  static let totalLimit = 20_000_000

  /// The most text of all values together, in bytes of UTF-8.
  static let textLimit = 256 << 20

  private var spent = 0
  private var text = 0

  /// Why `value` is too much, as it follows a colon; nil if it is not.
  func refusal(of value: BoundValue) -> String? {
    text += value.textLength
    if text > Self.textLimit {
      return "the texts of this blueprint are longer than \(Self.textLimit >> 20)MiB together"
    }
    if case .literal(let plain) = value, plain.list == nil, plain.map == nil { return nil }
    let measure = BoundValue.Measure(value, upTo: Self.valueLimit)
    spent += measure.nodes
    if measure.isTooDeep {
      return "lists and maps are nested deeper than \(BoundValue.Measure.maximumDepth) levels"
    }
    if measure.nodes > Self.valueLimit { return "it has more than \(Self.valueLimit) parts" }
    if spent > Self.totalLimit {
      return "the values of this blueprint have more than \(Self.totalLimit) parts"
    }
    return nil
  }
}

extension BoundValue {
  /// The bytes of the text that this is, or that it has between its expressions.
  fileprivate var textLength: Int {
    switch self {
    case .literal(.string(let text)): text.utf8.count
    case .template(let template): template.literalLength
    default: 0
    }
  }
}

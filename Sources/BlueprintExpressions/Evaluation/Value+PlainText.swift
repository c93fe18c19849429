import BlueprintModel

extension Value {
  /// The language's text for a plain value, as interpolation gives it; nil for null, lists and
  /// maps.
  public var plainText: String? {
    switch self {
    case .null, .list, .map: nil
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    case .string(let text): text
    case .duration(let span): span.blueprintText
    case .size(let size): size.description
    }
  }
}

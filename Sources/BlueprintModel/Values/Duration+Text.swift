extension Duration {
  private static let blueprintUnits: [(suffix: String, milliseconds: Int)] = [
    ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
  ]

  /// Parses the language's durations, `500ms 2s 10m 2h 7d`: one whole number and one unit. Nil
  /// for anything else, also beyond 2^63 - 1 milliseconds.
  public init?(blueprintText text: String) {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let suffix = text.dropFirst(digits.count)
    guard let count = Int(digits),
      let unit = Self.blueprintUnits.first(where: { $0.suffix == suffix })
    else { return nil }
    let (milliseconds, overflow) = count.multipliedReportingOverflow(by: unit.milliseconds)
    guard !overflow else { return nil }
    self = .milliseconds(milliseconds)
  }

  /// The whole milliseconds in this duration, rounded towards zero.
  public var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
  }

  /// The language's text for this duration, in the largest unit that divides it.
  public var blueprintText: String {
    let count = milliseconds
    for (suffix, factor) in Self.blueprintUnits.reversed() where count != 0 && count % factor == 0 {
      return "\(count / factor)\(suffix)"
    }
    return "\(count)ms"
  }
}

/// A number of bytes, written with a binary unit: `512MiB`, `20GiB`.
public struct ByteSize: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The size in bytes, never negative.
  public let bytes: Int

  /// A size of `bytes` bytes.
  public init(bytes: Int) { self.bytes = bytes }

  private static let units: [(suffix: String, factor: Int)] = [
    ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1),
  ]

  /// Parses `<digits><unit>` with the units `B KiB MiB GiB TiB`; nil for anything else, also for
  /// a size beyond 2^63 - 1 bytes.
  public init?(_ text: String) {
    for (suffix, factor) in Self.units where text.hasSuffix(suffix) {
      let digits = text.dropLast(suffix.count)
      guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
        let count = Int(digits)
      else { return nil }
      let (bytes, overflow) = count.multipliedReportingOverflow(by: factor)
      guard !overflow else { return nil }
      self.bytes = bytes
      return
    }
    return nil
  }

  /// The text in the largest unit that divides the size.
  public var description: String {
    for (suffix, factor) in Self.units where bytes != 0 && bytes % factor == 0 {
      return "\(bytes / factor)\(suffix)"
    }
    return "\(bytes)B"
  }

  public static func < (left: ByteSize, right: ByteSize) -> Bool { left.bytes < right.bytes }
}

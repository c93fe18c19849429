import BlueprintModel

/// The lines of a text, for excerpts and places.
struct SourceLines: Sendable {
  private let source: Source
  private let starts: [Int]

  init(_ source: Source) {
    self.source = source
    starts = source.lineStarts
  }

  /// The line `number`, from 1, without its line end and with control characters made visible;
  /// nil if there is none.
  func line(_ number: Int) -> String? {
    guard starts.indices.contains(number - 1) else { return nil }
    let start = starts[number - 1]
    let end = number < starts.count ? starts[number] - 1 : source.bytes.count
    var text = String(decoding: source.bytes[start..<end], as: UTF8.self)
    if text.hasSuffix("\r") { text.removeLast() }
    return Self.visible(text)
  }

  /// Where the `${` with this number, from 0, stands within `range`.
  func position(ofOpening number: Int, in range: SourceRange) -> SourcePosition? {
    var remaining = number
    for line in range.start.line...max(range.start.line, range.end.line) {
      guard starts.indices.contains(line - 1) else { return nil }
      let end = line < starts.count ? starts[line] : source.bytes.count
      let scalars = Array(
        String(decoding: source.bytes[starts[line - 1]..<end], as: UTF8.self).unicodeScalars)
      let first = line == range.start.line ? range.start.column - 1 : 0
      for column in scalars.indices.dropLast() where column >= first {
        guard scalars[column] == "$", scalars[column + 1] == "{" else { continue }
        if remaining == 0 { return SourcePosition(line: line, column: column + 1) }
        remaining -= 1
      }
    }
    return nil
  }

  /// Control characters could steer the terminal; each becomes one replacement character.
  private static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl =
        (scalar.value < 0x20 && scalar != "\t") || (0x7f...0x9f).contains(scalar.value)
      result.append(isControl ? "\u{fffd}" : scalar)
    }
    return String(result)
  }
}

/// The text that is formatted, by Unicode scalars, as libyaml's marks count, and with `\n` as its
/// only end of line: to YAML, the others mean the same wherever they stand.
struct LayoutText {
  let scalars: [Unicode.Scalar]
  /// The index at which each line starts.
  let lineStarts: [Int]

  init(_ text: String) {
    scalars = Self.withPlainLineEnds(text)
    var starts = [0]
    for (index, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(index + 1) }
    lineStarts = starts
  }

  private static func withPlainLineEnds(_ text: String) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count)
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r", "\u{85}": scalars.append("\n")
      case "\n" where previous == "\r": break
      default: scalars.append(scalar)
      }
      previous = scalar
    }
    return scalars
  }

  /// Whether the last line has an end.
  var isTerminated: Bool { scalars.last == "\n" }

  /// The text from `start` up to `end`.
  func slice(_ start: Int, _ end: Int) -> String {
    String(String.UnicodeScalarView(scalars[start..<end]))
  }

  /// The text of `token`.
  func text(of token: LayoutToken) -> String { slice(token.start.index, token.end.index) }

  /// Where the line that `index` is on ends.
  func lineEnd(from index: Int) -> Int {
    scalars[index...].firstIndex(of: "\n") ?? scalars.count
  }

  /// The scalars of the line `number`, without its end.
  func line(_ number: Int) -> ArraySlice<Unicode.Scalar> {
    let start = lineStarts[number]
    let end = number + 1 < lineStarts.count ? lineStarts[number + 1] - 1 : scalars.count
    return scalars[start..<end]
  }

  /// Whether the line `number` is there and holds nothing but white space.
  func isBlank(_ number: Int) -> Bool {
    guard lineStarts.indices.contains(number) else { return false }
    return line(number).allSatisfy { $0 == " " || $0 == "\t" }
  }
}

extension String {
  /// The text without spaces and tabs at its end.
  var trimmedAtEnd: String {
    let scalars = unicodeScalars
    guard let last = scalars.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(scalars[...last])
  }

  /// The text without spaces and tabs at its start.
  var trimmedAtStart: String {
    String(unicodeScalars.drop { $0 == " " || $0 == "\t" })
  }
}

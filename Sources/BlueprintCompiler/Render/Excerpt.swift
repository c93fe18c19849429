import BlueprintModel

/// A line of a source with the mark that goes below it. Of a long line only the part around the
/// mark is shown.
struct Excerpt {
  /// The line, or the part of it.
  let text: String
  /// White space up to the mark; tabs stay tabs, so that the mark stays in its column.
  let indent: String
  /// Columns of the mark.
  let width: Int

  private static let longest = 160
  private static let before = 60

  /// The excerpt of `line` for `range`, which starts in it.
  init(_ line: String, at range: SourceRange) {
    let scalars = Array(line.unicodeScalars)
    let start = min(range.start.column - 1, scalars.count)
    let last = range.end.line == range.start.line ? range.end.column - 1 : scalars.count
    let first = scalars.count > Self.longest ? max(0, start - Self.before) : 0
    let end = min(scalars.count, first + Self.longest)
    let shown = scalars[first..<end]
    text =
      (first > 0 ? "…" : "") + String(String.UnicodeScalarView(shown))
      + (end < scalars.count ? "…" : "")
    indent =
      (first > 0 ? " " : "")
      + String(String.UnicodeScalarView(scalars[first..<start].map { $0 == "\t" ? "\t" : " " }))
    width = max(1, min(last, end) - start)
  }
}

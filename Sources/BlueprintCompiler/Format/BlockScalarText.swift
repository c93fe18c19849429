/// A block scalar taken apart: its indicators, and its content without indentation.
struct BlockScalarText {
  /// The indicators as they are to be written: an indentation indicator always says 2.
  let header: String
  /// The lines of the content; empty lines at the end only where they count.
  let lines: [String]
  /// Whether empty lines at the end count.
  let keepsLineEnds: Bool

  /// The block scalar that `token` begins, in a block whose keys or dashes are at `column`.
  init(_ token: LayoutToken, column: Int, in source: LayoutText) {
    let indicators = Indicators(source, at: token.start.index)
    let raw = Self.following(token.start.line, in: source)
    let indent = indicators.increment.map { column + $0 } ?? Self.indent(of: raw, column: column)
    let content = raw.prefix { $0.leadingSpaces == $0.count || $0.leadingSpaces >= indent }
    var lines = content.map { line in
      String(String.UnicodeScalarView(line.dropFirst(min(indent, line.leadingSpaces))))
    }
    let isCutOff = !source.isTerminated && content.count == raw.count
    let lacksEnd = isCutOff && !(lines.last?.isEmpty ?? true)
    if isCutOff, !lacksEnd { lines = lines.dropLast() }
    keepsLineEnds = indicators.keeps && !lacksEnd
    while !keepsLineEnds, lines.last?.isEmpty ?? false { lines.removeLast() }
    self.lines = lines
    // Without an end of the last line there is none in the value either; the file gets one.
    header = indicators.text(chomping: lacksEnd ? "-" : nil)
  }

  /// The lines of `source` below the line `number`.
  private static func following(_ number: Int, in source: LayoutText) -> [[Unicode.Scalar]] {
    let end = source.lineStarts.count - (source.isTerminated ? 1 : 0)
    guard number + 1 < end else { return [] }
    return (number + 1..<end).map { Array(source.line($0)) }
  }

  /// How far the content is indented, by libyaml's rule: the first line with text says it, or an
  /// empty line before it that is longer.
  private static func indent(of lines: [[Unicode.Scalar]], column: Int) -> Int {
    var widest = 0
    for line in lines {
      widest = max(widest, line.leadingSpaces)
      if line.leadingSpaces < line.count { break }
    }
    return max(widest, column + 1, 1)
  }
}

extension BlockScalarText {
  /// What stands behind `|` or `>`.
  private struct Indicators {
    var style: Unicode.Scalar
    var increment: Int?
    var chomping = ""

    init(_ source: LayoutText, at start: Int) {
      style = source.scalars[start]
      for scalar in source.scalars[(start + 1)...].prefix(2) {
        switch scalar {
        case "+", "-": chomping = String(scalar)
        case "1"..."9": increment = Int(scalar.value) - 48
        default: return
        }
      }
    }

    var keeps: Bool { chomping == "+" }

    func text(chomping other: String?) -> String {
      String(style) + (increment == nil ? "" : "2") + (other ?? chomping)
    }
  }
}

extension [Unicode.Scalar] {
  /// How many spaces it begins with.
  fileprivate var leadingSpaces: Int { prefix { $0 == " " }.count }
}

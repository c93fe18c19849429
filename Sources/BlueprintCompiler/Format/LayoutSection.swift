/// A part of the file that moves as a whole: a top-level entry with the comments above it.
struct LayoutSection {
  /// Where it comes in the canonical order; equal ones keep the author's.
  var rank: Int
  var lines: [LayoutLine]
  /// Whether the author had an empty line before it.
  var isApart: Bool
  /// Whether the author had an empty line behind it that stays where it is.
  var endsApart = false
  /// Whether it takes several lines, comments above it aside.
  var isBlock: Bool
  /// Whether an empty line behind it would be part of its value.
  var isKept: Bool

  /// The sections' lines, in order, with one empty line around every block.
  static func joined(_ sections: [LayoutSection]) -> [LayoutLine] {
    var lines: [LayoutLine] = []
    var previous: LayoutSection?
    for section in sections {
      let isApart = section.isApart || section.isBlock
      if let previous, isApart || previous.isBlock || previous.endsApart, !previous.isKept {
        lines.append(LayoutLine(text: ""))
      }
      lines += section.lines
      previous = section
    }
    return lines
  }
}

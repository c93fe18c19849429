/// A line of the formatted text.
struct LayoutLine {
  /// The line without a comment at its end.
  var text: String
  /// The comment at its end.
  var comment: LayoutComment?
}

extension [LayoutLine] {
  /// The text. Comments that stood below each other go on to; others follow at two spaces.
  var text: String {
    var output = ""
    var position = 0
    while position < count {
      var end = position + 1
      while end < count, self[end].isAligned(with: self[end - 1]) { end += 1 }
      let column = self[position..<end].map { $0.text.unicodeScalars.count }.max() ?? 0
      for line in self[position..<end] { output += line.rendered(column: column + 2) + "\n" }
      position = end
    }
    return output
  }
}

extension LayoutLine {
  fileprivate func isAligned(with previous: LayoutLine) -> Bool {
    guard let comment, let other = previous.comment else { return false }
    return comment.start.line == other.start.line + 1
      && comment.start.column == other.start.column
  }

  fileprivate func rendered(column: Int) -> String {
    guard let comment else { return text }
    let gap = column - text.unicodeScalars.count
    return text + String(repeating: " ", count: gap) + comment.text
  }
}

extension String {
  /// The columns that the text takes on a terminal; escape sequences take none.
  var visibleWidth: Int {
    var width = 0
    var inEscape = false
    for character in self {
      if character == "\u{1b}" { inEscape = true }
      if !inEscape { width += 1 }
      if inEscape, character.isLetter { inEscape = false }
    }
    return width
  }

  /// The text cut to `columns`; escape sequences take no room, and colours end with it.
  func clipped(to columns: Int) -> String {
    guard utf8.count > columns, visibleWidth > columns else { return self }
    let isStyled = contains("\u{1b}")
    var visible = 0
    var result = ""
    var inEscape = false
    for character in self {
      if character == "\u{1b}" { inEscape = true }
      if !inEscape {
        if visible == columns - 1 { return result + (isStyled ? "\u{1b}[0m…" : "…") }
        visible += 1
      }
      result.append(character)
      if inEscape && character.isLetter { inEscape = false }
    }
    return result
  }

  /// The text up to the first line end.
  var firstLine: String {
    split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  }

  /// The text with spaces after it, or cut in its middle, so that it takes `columns`.
  func fitted(to columns: Int) -> String {
    let width = count
    guard width > columns else { return self + String(repeating: " ", count: columns - width) }
    guard columns > 3 else { return String(prefix(max(columns, 0))) }
    let head = (columns - 1) / 2
    return "\(prefix(head))…\(suffix(columns - 1 - head))"
  }
}

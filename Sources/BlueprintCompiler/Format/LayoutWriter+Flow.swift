extension LayoutWriter {
  /// Writes a list or map in brackets. Its line breaks stay; lines are indented by the brackets
  /// that earlier lines have opened.
  mutating func writeFlow(_ tokens: [LayoutToken]) {
    var indents: [Int] = []
    var previous: LayoutToken?
    for token in tokens {
      let isClosing = token.kind == .close
      let inner = indents.last ?? lineIndent
      if let previous, previous.end.line != token.start.line {
        endLine(after: previous.end.index)
        endLine()
        writeComments(before: token.start.index, indent: inner)
        startLine(isClosing ? max(0, inner - 2) : inner)
      } else if let previous, Self.areApart(previous, token) {
        write(" ")
      }
      if token.kind == .open { indents.append(lineIndent + 2) }
      if isClosing { indents.removeLast() }
      writeScalar(token, continuation: lineIndent + 2)
      previous = token
    }
  }

  /// Whether a space stands between two tokens on one line.
  private static func areApart(_ left: LayoutToken, _ right: LayoutToken) -> Bool {
    switch (left.kind, right.kind) {
    case (.open, _): false
    case (.colon, _): true
    case (_, .close), (_, .comma): false
    case (.alias, .colon), (.comma, .colon), (.key, .colon): true
    case (_, .colon): false
    default: true
    }
  }
}

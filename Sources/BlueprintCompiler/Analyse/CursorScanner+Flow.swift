import BlueprintModel

extension CursorScanner {
  /// A word between brackets.
  private struct Word {
    var text = ""
    var start: SourcePosition?
    var isQuoted = false
  }

  /// Reads what stands between brackets from `column` on; returns the next line to read. A line
  /// that stands too far to the left ends it: its brackets were forgotten.
  mutating func scanFlow(_ row: Int, _ column: Int) -> Int {
    let depth = frames.count
    let owner = frames.last?.column ?? -1
    var word = Word()
    var (line, offset) = (row, column)
    while line < lines.count {
      if line > row, endsFlow(line, owner) {
        frames.removeLast(frames.count - depth)
        return line
      }
      while offset < lines[line].count {
        offset = scanFlow(line, offset, &word)
        if frames.count == depth { return line + 1 }
      }
      (line, offset) = (line + 1, 0)
    }
    let role: Cursor.Role =
      if let last = frames.last, !last.isList, last.key == nil { .key } else { .value }
    let isElement = frames.last?.isList ?? false
    found = cursor(isElement ? .either : role, word.text, at: word.start ?? position)
    found?.isFlow = true
    found?.isQuoted = word.isQuoted
    return line
  }

  private func endsFlow(_ line: Int, _ owner: Int) -> Bool {
    let column = lines[line].prefix { $0 == " " }.count
    guard column < lines[line].count, column <= owner else { return false }
    return Self.key(lines[line], from: column) != nil
  }

  /// Reads one sign, or a text between quotes; returns where to go on.
  private mutating func scanFlow(_ line: Int, _ offset: Int, _ word: inout Word) -> Int {
    let scalar = lines[line][offset]
    let next = offset + 1 < lines[line].count ? lines[line][offset + 1] : nil
    switch scalar {
    case "{", "[":
      frames.append(Frame(column: -1, isList: scalar == "[", isFlow: true))
      word = Word()
    case "}", "]":
      frames.removeLast()
      word = Word()
    case ",":
      frames[frames.count - 1].keep(word.text)
      frames[frames.count - 1].key = nil
      word = Word()
    case ":"
    where !(frames.last?.isList ?? true) && frames.last?.key == nil
      && (word.isQuoted || next == nil || next == " "):
      let last = frames.count - 1
      frames[last].key = word.text
      frames[last].keys.insert(word.text)
      word = Word()
    case "\"", "'": return quoted(line, offset, &word)
    case "$" where next == "{": return expression(line, offset, &word)
    case "#" where offset == 0 || lines[line][offset - 1] == " ": return lines[line].count
    case " " where word.text.isEmpty: break
    default: append(scalar, line, offset, &word)
    }
    return offset + 1
  }

  private func append(
    _ scalar: Unicode.Scalar, _ line: Int, _ offset: Int, _ word: inout Word
  ) {
    if word.start == nil { word.start = place(line, offset) }
    word.text.unicodeScalars.append(scalar)
  }

  private func quoted(_ line: Int, _ start: Int, _ word: inout Word) -> Int {
    let quote = lines[line][start]
    word = Word(text: "", start: place(line, start + 1), isQuoted: true)
    var offset = start + 1
    while offset < lines[line].count, lines[line][offset] != quote {
      if lines[line][offset] == "\\", quote == "\"", offset + 1 < lines[line].count { offset += 1 }
      word.text.unicodeScalars.append(lines[line][offset])
      offset += 1
    }
    return offset + 1
  }

  /// An expression without quotes around it is no YAML between braces, but it is being written.
  private func expression(_ line: Int, _ start: Int, _ word: inout Word) -> Int {
    var offset = start
    while offset < lines[line].count {
      append(lines[line][offset], line, offset, &word)
      offset += 1
      if lines[line][offset - 1] == "}" { break }
    }
    return offset
  }
}

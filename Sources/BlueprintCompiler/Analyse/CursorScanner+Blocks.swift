import BlueprintModel

extension CursorScanner {
  /// Reads the line `row`; returns the next one to read.
  mutating func scanLine(_ row: Int) -> Int {
    let line = lines[row]
    var column = line.prefix { $0 == " " }.count
    if column == line.count || line[column] == "#" {
      if isLast(row), column == line.count { finish("", at: column, row) }
      return row + 1
    }
    while column < line.count, line[column] == "-",
      column + 1 == line.count || line[column + 1] == " "
    {
      enterList(column)
      column += 1
      while column < line.count, line[column] == " " { column += 1 }
      if column == line.count {
        if isLast(row) { found = cursor(.either, "", at: place(row, column)) }
        return row + 1
      }
    }
    guard let key = Self.key(line, from: column) else {
      return scanText(row, column)
    }
    enterMap(column, key.name)
    column = key.end
    while column < line.count, line[column] == " " { column += 1 }
    if column == line.count || line[column] == "#" {
      if isLast(row) {
        found = cursor(.value, "", at: place(row, column))
      }
      return row + 1
    }
    frames[frames.count - 1].hasValue = true
    frames[frames.count - 1].keep(text(row, from: column))
    return scanValue(row, column)
  }

  private mutating func enterList(_ column: Int) {
    leave { $0.column > column }
    if let last = frames.last, last.isList, last.column == column { return }
    frames.append(Frame(column: column, isList: true))
  }

  private mutating func enterMap(_ column: Int, _ key: String) {
    leave { $0.column > column || ($0.column == column && $0.isList) }
    if frames.last?.column != column { frames.append(Frame(column: column, isList: false)) }
    let last = frames.count - 1
    frames[last].key = key
    frames[last].hasValue = false
    frames[last].keys.insert(key)
  }

  private mutating func leave(_ isLeft: (Frame) -> Bool) {
    while let last = frames.last, isLeft(last) { frames.removeLast() }
  }

  /// Text that is no key: a scalar, brackets, or a key that is not finished.
  private mutating func scanText(_ row: Int, _ column: Int) -> Int {
    let starts: [Unicode.Scalar] = ["{", "[", "\"", "'", "|", ">"]
    if starts.contains(lines[row][column]) {
      leave { $0.column > column || ($0.column == column && !$0.isList) }
      return scanValue(row, column)
    }
    guard isLast(row) else { return row + 1 }
    finish(text(row, from: column), at: column, row)
    return row + 1
  }

  /// The cursor behind `text`, which starts a line, or an element, at `column`.
  private mutating func finish(_ text: String, at column: Int, _ row: Int) {
    leave { $0.column > column }
    let start = place(row, column)
    guard let last = frames.last else {
      found = cursor(.key, text, at: start)
      return
    }
    if last.column == column {
      if last.isList { frames.removeLast() }
      if let map = frames.last, map.column == column, !map.isList {
        frames[frames.count - 1].hasValue = true
        found = cursor(.key, text, at: start)
      } else {
        found = cursor(.value, text, at: start)
      }
    } else if last.isList || last.isOpen {
      found = cursor(.either, text, at: start)
    } else {
      found = cursor(.value, text, at: start)
    }
  }

  func text(_ row: Int, from column: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: lines[row][min(column, lines[row].count)...])
    return String(view)
  }

  /// Reads the value that starts at `column`; returns the next line to read.
  private mutating func scanValue(_ row: Int, _ column: Int) -> Int {
    switch lines[row][column] {
    case "|", ">": return scanBlock(row, column)
    case "{", "[": return scanFlow(row, column)
    case "\"", "'": return scanQuoted(row, column)
    default:
      if isLast(row) { found = cursor(.value, text(row, from: column), at: place(row, column)) }
      return row + 1
    }
  }

  /// A block of text goes on as long as its lines are further to the right.
  private mutating func scanBlock(_ row: Int, _ column: Int) -> Int {
    let owner = frames.last?.column ?? -1
    var next = row + 1
    while next < lines.count {
      let indentation = lines[next].prefix { $0 == " " }.count
      let isBlank = indentation == lines[next].count
      let isInside = indentation > owner || (isBlank && !isLast(next))
      guard isInside else { return next }
      next += 1
    }
    let content = (row + 1..<max(lines.count, row + 1)).map { text($0, from: 0) }
    let start = row + 1 < lines.count ? place(row + 1, 0) : place(row, column)
    found = cursor(.value, content.joined(separator: "\n"), at: start)
    found?.isQuoted = true
    return next
  }

  /// A text between quotes, perhaps over several lines.
  private mutating func scanQuoted(_ row: Int, _ column: Int) -> Int {
    let quote = lines[row][column]
    var content = ""
    var (line, offset) = (row, column + 1)
    while line < lines.count {
      while offset < lines[line].count {
        let scalar = lines[line][offset]
        if scalar == "\\", quote == "\"" {
          offset += 1
        } else if scalar == quote {
          guard quote == "'", offset + 1 < lines[line].count, lines[line][offset + 1] == "'" else {
            return line + 1
          }
          offset += 1
        }
        if offset < lines[line].count { content.unicodeScalars.append(lines[line][offset]) }
        offset += 1
      }
      content += isLast(line) ? "" : "\n"
      (line, offset) = (line + 1, 0)
    }
    found = cursor(.value, content, at: place(row, column + 1))
    found?.isQuoted = true
    return line
  }
}

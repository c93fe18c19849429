import BlueprintModel

/// Reads the lines above a cursor, as tolerantly as it can.
struct CursorScanner {
  /// A list or map that is open at the cursor.
  struct Frame {
    /// The spaces before its keys or dashes; -1 between brackets.
    var column: Int
    var isList: Bool
    var isFlow = false
    /// The key whose value is being read.
    var key: String?
    /// Whether the key has a value on its own line.
    var hasValue = false
    var keys: Set<String> = []
    /// The values, on one line, of the keys that say what other keys there are.
    var values: [String: String] = [:]

    /// The keys that say what other keys there are.
    static let telling: Set = ["template", "provider"]

    /// Keeps the value `text` of the key, if it tells something.
    mutating func keep(_ text: String) {
      guard let key, Self.telling.contains(key) else { return }
      let word = text.prefix { $0 != " " && $0 != "#" }
      values[key] = word.filter { $0 != "\"" && $0 != "'" }
    }
  }

  let position: SourcePosition
  /// The lines from the top-level key above the cursor to the cursor.
  private(set) var lines: [[Unicode.Scalar]] = []
  /// The number of the first of them, from 1.
  private let firstLine: Int
  var frames: [Frame] = []
  /// What was found; the end of the text is the cursor.
  var found: Cursor?

  init(_ source: Source, until position: SourcePosition) {
    self.position = position
    let text = SourceLines(source)
    var line = position.line
    var collected: [[Unicode.Scalar]] = []
    while line >= 1 {
      var scalars = text.scalars(ofLine: line)
      if line == position.line { scalars = Array(scalars.prefix(position.column - 1)) }
      collected.append(scalars)
      let isTop = scalars.first.map { $0.isLetter || $0 == "\"" || $0 == "'" } ?? false
      if isTop, line < position.line { break }
      line -= 1
    }
    firstLine = max(line, 1)
    lines = collected.reversed()
  }

  var isLast: (Int) -> Bool { { [count = lines.count] in $0 == count - 1 } }

  mutating func scan() -> Cursor {
    var row = 0
    while row < lines.count, found == nil { row = scanLine(row) }
    if let found { return found }
    return cursor(.key, "", at: position)
  }

  /// The cursor in the value or map that the open frames lead to.
  func cursor(_ role: Cursor.Role, _ text: String, at start: SourcePosition) -> Cursor {
    var path: [Cursor.Step] = []
    for (number, frame) in frames.enumerated() {
      if frame.isList {
        path.append(.element)
      } else if let key = frame.key, role == .value || number < frames.count - 1 || frame.isOpen {
        path.append(.key(key))
      }
    }
    var cursor = Cursor(path: path, role: role, text: text, start: start, position: position)
    cursor.isFlow = frames.last?.isFlow ?? false
    for frame in frames { cursor.values.merge(frame.values) { $1 } }
    if let last = frames.last, !last.isList, !(last.isOpen) {
      cursor.siblings = last.keys
      cursor.indentation = max(0, last.column)
    } else {
      cursor.indentation = max(0, start.column - 1)
    }
    return cursor
  }

  func place(_ row: Int, _ column: Int) -> SourcePosition {
    SourcePosition(line: firstLine + row, column: column + 1)
  }

  /// The keys behind the cursor in a map whose keys stand behind `column` spaces.
  func keysBelow(column: Int, _ text: SourceLines) -> Set<String> {
    var keys: Set<String> = []
    var line = position.line + 1
    while line <= text.count, line < position.line + 10_000 {
      let scalars = text.scalars(ofLine: line)
      line += 1
      let indentation = scalars.prefix { $0 == " " }.count
      guard indentation < scalars.count, scalars[indentation] != "#" else { continue }
      if indentation < column { break }
      if indentation == column, let key = Self.key(scalars, from: column)?.name {
        keys.insert(key)
      }
    }
    guard column == 0 else { return keys }
    for line in 1..<max(position.line, 1) {
      let scalars = text.scalars(ofLine: line)
      if scalars.first?.isLetter ?? false, let key = Self.key(scalars, from: 0)?.name {
        keys.insert(key)
      }
    }
    return keys
  }

  /// The key that starts at `start`, and where its value may start.
  static func key(
    _ line: [Unicode.Scalar], from start: Int
  ) -> (name: String, end: Int)? {
    guard start < line.count else { return nil }
    var end = start
    var name = String.UnicodeScalarView()
    if line[start] == "\"" || line[start] == "'" {
      guard let close = line[(start + 1)...].firstIndex(of: line[start]) else { return nil }
      name.append(contentsOf: line[start + 1..<close])
      end = close + 1
      while end < line.count, line[end] == " " { end += 1 }
      guard end < line.count, line[end] == ":" else { return nil }
    } else {
      guard !"{[|>&*!%@`#,]}".unicodeScalars.contains(line[start]) else { return nil }
      while end < line.count {
        if line[end] == ":", end + 1 == line.count || line[end + 1] == " " { break }
        if line[end] == "#", end > start, line[end - 1] == " " { return nil }
        end += 1
      }
      guard end < line.count else { return nil }
      name.append(contentsOf: line[start..<end])
    }
    return (String(name), end + 1)
  }
}

extension CursorScanner.Frame {
  /// Whether what follows, further to the right, is the value of its key.
  var isOpen: Bool { !isList && !isFlow && key != nil && !hasValue }
}

extension Unicode.Scalar {
  var isLetter: Bool { properties.isAlphabetic || self == "_" }
}

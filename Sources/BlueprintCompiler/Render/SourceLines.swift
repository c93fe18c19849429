import BlueprintModel

/// The lines of a text, for excerpts and places.
struct SourceLines: Sendable {
  private let source: Source
  private let starts: [Int]

  init(_ source: Source) {
    self.source = source
    starts = source.lineStarts
  }

  /// The number of lines.
  var count: Int { starts.count }

  /// The characters of the line `number`, from 1, without its line end; none if there is no such
  /// line.
  func scalars(ofLine number: Int) -> [Unicode.Scalar] {
    guard starts.indices.contains(number - 1) else { return [] }
    var end = number < starts.count ? starts[number] - 1 : source.bytes.count
    if end > starts[number - 1], source.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return Array(
      String(decoding: source.bytes[starts[number - 1]..<end], as: UTF8.self).unicodeScalars)
  }

  /// The line `number`, from 1, without its line end and with control characters made visible;
  /// nil if there is none.
  func line(_ number: Int) -> String? {
    guard starts.indices.contains(number - 1) else { return nil }
    let start = starts[number - 1]
    let end = number < starts.count ? starts[number] : source.bytes.count
    var scalars = String(decoding: source.bytes[start..<end], as: UTF8.self).unicodeScalars
    while let last = scalars.last, "\r\n\u{85}\u{2028}\u{2029}".unicodeScalars.contains(last) {
      scalars.removeLast()
    }
    return Self.visible(String(scalars))
  }

  /// The text of `range` as it stands in the file; nil if it covers several lines or lies outside.
  func text(in range: SourceRange) -> String? {
    let number = range.start.line
    guard range.end.line == number, starts.indices.contains(number - 1) else { return nil }
    let end = number < starts.count ? starts[number] : source.bytes.count
    let scalars = Array(
      String(decoding: source.bytes[starts[number - 1]..<end], as: UTF8.self).unicodeScalars)
    let (first, last) = (range.start.column - 1, range.end.column - 1)
    guard first >= 0, first <= last, last <= scalars.count else { return nil }
    return String(String.UnicodeScalarView(scalars[first..<last]))
  }

  /// The characters of `range`, line ends included, and where each stands.
  func characters(in range: SourceRange) -> [(scalar: Unicode.Scalar, position: SourcePosition)] {
    var found: [(scalar: Unicode.Scalar, position: SourcePosition)] = []
    for line in range.start.line...max(range.start.line, range.end.line) {
      guard starts.indices.contains(line - 1) else { break }
      let end = line < starts.count ? starts[line] : source.bytes.count
      let text = String(decoding: source.bytes[starts[line - 1]..<end], as: UTF8.self)
      var position = SourcePosition(line: line, column: 1)
      for scalar in text.unicodeScalars {
        if position >= range.end { break }
        if position >= range.start { found.append((scalar, position)) }
        position.column += 1
      }
    }
    return found
  }

  /// Where `text` stands on the line of `start`, from there on.
  func position(of text: String, from start: SourcePosition) -> SourcePosition? {
    guard starts.indices.contains(start.line - 1) else { return nil }
    let end = start.line < starts.count ? starts[start.line] : source.bytes.count
    let line = Array(
      String(decoding: source.bytes[starts[start.line - 1]..<end], as: UTF8.self).unicodeScalars)
    let wanted = Array(text.unicodeScalars)
    guard !wanted.isEmpty, start.column - 1 <= line.count - wanted.count else { return nil }
    for column in start.column - 1...line.count - wanted.count
    where line[column...].starts(with: wanted) {
      return SourcePosition(line: start.line, column: column + 1)
    }
    return nil
  }

  /// Control characters could steer the terminal; each becomes one replacement character.
  private static func visible(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl =
        (scalar.value < 0x20 && scalar != "\t") || (0x7f...0x9f).contains(scalar.value)
      result.append(isControl ? "\u{fffd}" : scalar)
    }
    return String(result)
  }
}

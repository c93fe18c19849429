import BlueprintModel

/// A text in UTF-8 and where its lines start, to go between the protocol's positions (UTF-16 units
/// from 0) and the compiler's (Unicode scalars from 1).
struct TextLines: Sendable {
  private(set) var bytes: [UInt8]
  private var starts: [Int]

  init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  init(bytes: [UInt8]) {
    self.bytes = bytes
    starts = Self.starts(of: bytes)
  }

  /// The number of lines, at least 1.
  var count: Int { starts.count }

  private static func starts(of bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    return starts
  }

  /// Puts `text` in the place of `range`; what lies beyond the text counts as its end.
  mutating func replace(_ range: ClientRange, by text: String) {
    let start = offset(of: range.start)
    let end = max(start, offset(of: range.end))
    bytes.replaceSubrange(start..<end, with: text.utf8)
    starts = Self.starts(of: bytes)
  }

  /// The line `number`, from 0, without its line end.
  func line(_ number: Int) -> Substring.UnicodeScalarView {
    let text = String(decoding: bytes[stretch(number)], as: UTF8.self)
    return text[...].unicodeScalars
  }

  /// The bytes of a line with its line end.
  func whole(_ number: Int) -> Range<Int> {
    guard number < starts.count else { return bytes.count..<bytes.count }
    return starts[number]..<(number + 1 < starts.count ? starts[number + 1] : bytes.count)
  }

  /// The bytes of a line without its line end.
  private func stretch(_ number: Int) -> Range<Int> {
    guard number < starts.count else { return bytes.count..<bytes.count }
    var end = number + 1 < starts.count ? starts[number + 1] - 1 : bytes.count
    if end > starts[number], bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return starts[number]..<end
  }

  private func offset(of position: ClientPosition) -> Int {
    let stretch = stretch(position.line)
    guard position.line < count else { return bytes.count }
    var units = 0
    var offset = stretch.lowerBound
    for scalar in line(position.line) {
      guard units < position.character else { break }
      units += UTF16.width(scalar)
      offset += UTF8.width(scalar)
    }
    return offset
  }

  /// The compiler's position for the client's.
  func source(_ position: ClientPosition) -> SourcePosition {
    var units = 0
    var column = 1
    for scalar in line(position.line) {
      guard units < position.character else { break }
      units += UTF16.width(scalar)
      column += 1
    }
    return SourcePosition(line: position.line + 1, column: column)
  }

  /// The client's position for the compiler's.
  func client(_ position: SourcePosition) -> ClientPosition {
    var units = 0
    for scalar in line(max(0, position.line - 1)).prefix(max(0, position.column - 1)) {
      units += UTF16.width(scalar)
    }
    return ClientPosition(line: max(0, position.line - 1), character: units)
  }

  /// The client's range for the compiler's.
  func client(_ range: SourceRange) -> ClientRange {
    ClientRange(start: client(range.start), end: client(range.end))
  }
}

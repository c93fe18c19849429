import BlueprintModel

/// A text that was read, and where it came from.
public struct Source: Sendable {
  /// The path as the user gave it; diagnostics print it.
  public let name: String
  /// The text's bytes, without a byte order mark.
  public let bytes: [UInt8]

  /// The text `bytes` that stands in `name`.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    self.bytes = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
  }

  /// The text `text` that stands in `name`.
  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The offsets at which lines start; the first is 0.
  var lineStarts: [Int] {
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    return starts
  }

  /// The line and column of the byte at `offset`.
  func position(ofByte offset: Int) -> SourcePosition {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xc0 != 0x80 {
        column += 1
      }
    }
    return SourcePosition(line: line, column: column)
  }

  /// The place of `length` characters from `start`.
  func place(at start: SourcePosition, length: Int = 1) -> Place {
    let end = SourcePosition(line: start.line, column: start.column + length)
    return Place(file: name, range: SourceRange(start: start, end: end))
  }
}

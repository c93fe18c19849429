import BlueprintModel

/// A text that was read, and where it came from.
public struct Source: Sendable {
  /// The most bytes of a text that is read. Its tree takes up to ten times as much memory.
  public static let sizeLimit = 64 << 20

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

  /// The length of the line break at `offset`; nil for anything else, and for a carriage return
  /// before a line feed. libyaml also breaks lines at lone carriage returns and at U+0085, U+2028 and U+2029.
  private func lengthOfBreak(at offset: Int, _ byte: UInt8) -> Int? {
    func follows(_ rest: UInt8...) -> Bool {
      bytes[(offset + 1)...].prefix(rest.count).elementsEqual(rest)
    }
    switch byte {
    case UInt8(ascii: "\n"): return 1
    case UInt8(ascii: "\r"): return follows(UInt8(ascii: "\n")) ? nil : 1
    case 0xc2: return follows(0x85) ? 2 : nil
    case 0xe2: return follows(0x80, 0xa8) || follows(0x80, 0xa9) ? 3 : nil
    default: return nil
    }
  }

  /// The offsets at which lines start; the first is 0.
  var lineStarts: [Int] {
    var starts = [0]
    for (offset, byte) in bytes.enumerated()
    where byte == UInt8(ascii: "\n") || byte > 0x7f
      || byte == UInt8(ascii: "\r")
    {
      if let length = lengthOfBreak(at: offset, byte) { starts.append(offset + length) }
    }
    return starts
  }

  /// The line and column of the byte at `offset`.
  func position(ofByte offset: Int) -> SourcePosition {
    let starts = lineStarts
    let line = max(1, starts.count { $0 <= offset })
    let column = bytes[starts[line - 1]..<max(starts[line - 1], min(offset, bytes.count))]
      .reduce(1) { $1 & 0xc0 == 0x80 ? $0 : $0 + 1 }
    return SourcePosition(line: line, column: column)
  }

  /// `position`, or the end of the text if it lies behind it: libyaml ends a last line without a
  /// line break as if there were one.
  func clamped(_ position: SourcePosition) -> SourcePosition {
    let starts = lineStarts
    guard position.line > starts.count, let start = starts.last else { return position }
    let column = bytes[start...].reduce(1) { $1 & 0xc0 == 0x80 ? $0 : $0 + 1 }
    return SourcePosition(line: starts.count, column: column)
  }

  /// The place of `length` characters from `start`.
  func place(at start: SourcePosition, length: Int = 1) -> Place {
    let end = SourcePosition(line: start.line, column: start.column + length)
    return Place(file: name, range: SourceRange(start: start, end: end))
  }
}

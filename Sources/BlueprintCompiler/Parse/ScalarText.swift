import BlueprintModel

/// Where each character of a scalar's text stands in its file, through quotes, escapes, folding and
/// indentation.
///
/// The characters are found by walking text and file side by side: white space may differ, as
/// folding changes it, everything else must agree. What does not agree is not guessed at.
struct ScalarText {
  /// The text's characters.
  let scalars: [Unicode.Scalar]
  /// Where the character with the same number starts.
  private(set) var starts: [SourcePosition] = []
  /// Where the character with the same number ends.
  private(set) var ends: [SourcePosition] = []
  private let file: [(scalar: Unicode.Scalar, position: SourcePosition)]
  private var offset = 0
  private let quote: Unicode.Scalar?

  /// The characters of the scalar `node`; nil if they cannot be followed.
  init?(_ node: YAMLNode, in lines: SourceLines) {
    guard node.kind == .scalar else { return nil }
    scalars = Array(node.text.unicodeScalars)
    file = lines.characters(in: node.range)
    var start = 0
    if file.first?.scalar == "&" {
      while start < file.count, !file[start].scalar.isSpace { start += 1 }
      while start < file.count, file[start].scalar.isSpace { start += 1 }
    }
    let first = start < file.count ? file[start].scalar : nil
    quote = !node.isPlain && (first == "'" || first == "\"") ? first : nil
    offset = quote == nil ? start : start + 1
    if !node.isPlain, quote == nil {
      while offset < file.count, !file[offset].scalar.isLineEnd { offset += 1 }
    }
    starts.reserveCapacity(scalars.count)
    ends.reserveCapacity(scalars.count)
    for scalar in scalars {
      guard follow(scalar) else { return nil }
    }
  }

  /// The stretch of the file that the characters `range` take; nil beyond the text.
  func range(of range: Range<Int>) -> SourceRange? {
    guard range.lowerBound < scalars.count, range.upperBound <= scalars.count else {
      guard range.isEmpty, range.lowerBound == scalars.count, let end = ends.last else {
        return nil
      }
      return SourceRange(start: end, end: end)
    }
    let start = starts[range.lowerBound]
    return SourceRange(start: start, end: range.isEmpty ? start : ends[range.upperBound - 1])
  }

  /// The stretch of the whole text, without quotes; nil for an empty one.
  var range: SourceRange? { scalars.isEmpty ? nil : range(of: 0..<scalars.count) }

  private mutating func follow(_ wanted: Unicode.Scalar) -> Bool {
    if let escape = escape() {
      guard escape.scalar == nil || escape.scalar == wanted else { return false }
      if escape.scalar != nil { return take(escape.length) }
      offset += escape.length
      return follow(wanted)
    }
    if wanted.isSpace {
      let isHere = offset < file.count && file[offset].scalar.isSpace
      return take(isHere ? 1 : 0)
    }
    while offset < file.count, file[offset].scalar.isSpace { offset += 1 }
    if let escape = escape() {
      if escape.scalar == wanted { return take(escape.length) }
      guard escape.scalar == nil else { return false }
      offset += escape.length
      return follow(wanted)
    }
    guard offset < file.count, file[offset].scalar == wanted else { return false }
    return take(1)
  }

  private mutating func take(_ length: Int) -> Bool {
    guard let first = position(offset), let last = position(max(offset, offset + length - 1))
    else { return false }
    starts.append(first)
    ends.append(
      SourcePosition(line: last.line, column: last.column + (length == 0 ? 0 : 1)))
    offset += length
    return true
  }

  private func position(_ offset: Int) -> SourcePosition? {
    if offset < file.count { return file[offset].position }
    return file.last.map {
      SourcePosition(line: $0.position.line, column: $0.position.column + 1)
    }
  }

  /// The escape that starts here, and how long it is; without a character for one that stands
  /// for nothing, as a line end behind `\` does.
  private func escape() -> (scalar: Unicode.Scalar?, length: Int)? {
    guard let quote, offset + 1 < file.count else { return nil }
    let next = file[offset + 1].scalar
    if quote == "'" {
      return file[offset].scalar == "'" && next == "'" ? ("'", 2) : nil
    }
    guard file[offset].scalar == "\\" else { return nil }
    if next.isLineEnd { return (nil, 2) }
    if let digits = Self.digits[next] {
      let text = file.dropFirst(offset + 2).prefix(digits).map { String($0.scalar) }.joined()
      let scalar = UInt32(text, radix: 16).flatMap(Unicode.Scalar.init)
      return (scalar ?? "\u{fffd}", digits + 2)
    }
    return (Self.escapes[next] ?? next, 2)
  }

  private static let digits: [Unicode.Scalar: Int] = ["x": 2, "u": 4, "U": 8]

  /// The letters behind `\`; the others stand for themselves.
  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "\t": "\t", "n": "\n", "v": "\u{b}",
    "f": "\u{c}", "r": "\r", "e": "\u{1b}", "N": "\u{85}", "_": "\u{a0}", "L": "\u{2028}",
    "P": "\u{2029}",
  ]
}

extension Unicode.Scalar {
  fileprivate var isLineEnd: Bool { self == "\n" || self == "\r" }
  fileprivate var isSpace: Bool { self == " " || self == "\t" || isLineEnd }
}

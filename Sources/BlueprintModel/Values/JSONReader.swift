extension Value {
  /// Reads one JSON document (RFC 8259). Numbers without fraction or exponent that fit 64 bits
  /// become integers.
  ///
  /// - Throws: ``JSONSyntaxError`` with the byte offset of the first mistake; also for nesting
  ///   deeper than 512 levels.
  public init(jsonText text: some StringProtocol) throws(JSONSyntaxError) {
    try self.init(jsonBytes: Array(text.utf8))
  }

  /// Reads one JSON document (RFC 8259) in UTF-8; see ``init(jsonText:)``.
  public init(jsonBytes bytes: [UInt8]) throws(JSONSyntaxError) {
    self = try bytes.withUnsafeBufferPointer { buffer throws(JSONSyntaxError) in
      try Value(jsonBuffer: buffer)
    }
  }

  /// Reads one JSON document (RFC 8259) in UTF-8; see ``init(jsonText:)``.
  public init(jsonBuffer bytes: UnsafeBufferPointer<UInt8>) throws(JSONSyntaxError) {
    var reader = JSONReader(bytes: bytes)
    self = try reader.readDocument()
  }
}

/// Text that is not JSON.
public struct JSONSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The byte offset of the mistake, from 0.
  public let offset: Int
  /// What was expected there.
  public let reason: String

  public var description: String { "not JSON at byte \(offset): \(reason)" }
}

/// A recursive-descent reader over UTF-8 bytes.
///
/// Journals and plans are read with it, so what is usual has a short way: keys that ascend, strings
/// without escapes, small whole numbers.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset = 0
  private static let maximumDepth = 512

  /// A reader of `bytes`, which must outlive it.
  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func readDocument() throws(JSONSyntaxError) -> Value {
    let value = try readValue(depth: 0)
    skipSpace()
    guard offset == bytes.count else { throw mistake("expected the end of the text") }
    return value
  }

  private func mistake(_ reason: String) -> JSONSyntaxError {
    JSONSyntaxError(offset: offset, reason: reason)
  }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      offset += 1
    }
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    offset += 1
    return true
  }

  private mutating func readValue(depth: Int) throws(JSONSyntaxError) -> Value {
    guard depth < Self.maximumDepth else { throw mistake("nested too deeply") }
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return try readMap(depth: depth)
    case UInt8(ascii: "["): return try readList(depth: depth)
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "t"): return try readWord("true", .boolean(true))
    case UInt8(ascii: "f"): return try readWord("false", .boolean(false))
    case UInt8(ascii: "n"): return try readWord("null", .null)
    default: return try readNumber()
    }
  }

  private mutating func readWord(_ word: String, _ value: Value) throws(JSONSyntaxError) -> Value {
    guard bytes[offset...].starts(with: word.utf8) else { throw mistake("expected `\(word)`") }
    offset += word.utf8.count
    return value
  }

  private mutating func readMap(depth: Int) throws(JSONSyntaxError) -> Value {
    offset += 1
    var entries: [ValueMap.Entry] = []
    var isAscending = true
    skipSpace()
    if accept(UInt8(ascii: "}")) { return .map(ValueMap()) }
    repeat {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw mistake("expected a key") }
      let key = try readString()
      skipSpace()
      guard accept(UInt8(ascii: ":")) else { throw mistake("expected `:`") }
      if let last = entries.last { isAscending = isAscending && last.key < key }
      entries.append(ValueMap.Entry(key: key, value: try readValue(depth: depth + 1)))
      skipSpace()
    } while accept(UInt8(ascii: ","))
    guard accept(UInt8(ascii: "}")) else { throw mistake("expected `,` or `}`") }
    return .map(
      isAscending
        ? ValueMap(ascending: entries) : ValueMap(entries.lazy.map { ($0.key, $0.value) }))
  }

  private mutating func readList(depth: Int) throws(JSONSyntaxError) -> Value {
    offset += 1
    var elements: [Value] = []
    skipSpace()
    if accept(UInt8(ascii: "]")) { return .list([]) }
    repeat {
      elements.append(try readValue(depth: depth + 1))
      skipSpace()
    } while accept(UInt8(ascii: ","))
    guard accept(UInt8(ascii: "]")) else { throw mistake("expected `,` or `]`") }
    return .list(elements)
  }

  private mutating func readNumber() throws(JSONSyntaxError) -> Value {
    let start = offset
    if let whole = readWhole() { return .integer(whole) }
    offset = start
    while let byte = current, Self.isOfNumber(byte) { offset += 1 }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    let first = text.first(where: { $0 != "-" })
    if let first, first.isNumber, !text.hasPrefix("+") {
      if let whole = Int(text) { return .integer(whole) }
      if let number = Double(text), number.isFinite { return .number(number) }
    }
    offset = start
    throw mistake("expected a value")
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
  }

  /// A whole number of at most 18 digits; nil for any other text, with the offset left anywhere.
  private mutating func readWhole() -> Int? {
    let isNegative = accept(UInt8(ascii: "-"))
    let start = offset
    var number = 0
    while let byte = current, (0x30...0x39).contains(byte), offset - start < 18 {
      number = number * 10 + Int(byte & 15)
      offset += 1
    }
    if let byte = current, Self.isOfNumber(byte) { return nil }
    guard offset > start else { return nil }
    return isNegative ? -number : number
  }

  private mutating func readString() throws(JSONSyntaxError) -> String {
    offset += 1
    let start = offset
    var anyOf: UInt8 = 0
    while let byte = current, byte >= 0x20, byte != UInt8(ascii: "\\") {
      offset += 1
      guard byte == UInt8(ascii: "\"") else {
        anyOf |= byte
        continue
      }
      let text = UnsafeBufferPointer(rebasing: bytes[start..<offset - 1])
      // ASCII needs no validation, which is the dearer part.
      return anyOf < 0x80 ? String(decoding: text, as: UTF8.self) : try string(text)
    }
    return try readEscapedString(after: Array(bytes[start..<offset]))
  }

  private func string(_ bytes: some Collection<UInt8>) throws(JSONSyntaxError) -> String {
    guard let string = String(validating: bytes, as: UTF8.self) else {
      throw mistake("text that is not UTF-8")
    }
    return string
  }

  /// Reads the rest of a string that begins with `text`.
  private mutating func readEscapedString(
    after text: [UInt8]
  ) throws(JSONSyntaxError) -> String {
    var text = text
    while let byte = current {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""): return try string(text)
      case UInt8(ascii: "\\"): try readEscape(into: &text)
      case 0..<0x20: throw mistake("a control character in a string")
      default: text.append(byte)
      }
    }
    throw mistake("a string without its end")
  }

  private mutating func readEscape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    guard let byte = current else { throw mistake("an escape without its end") }
    offset += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "u"): try readUnicodeEscape(into: &text)
    default: throw mistake("an unknown escape")
    }
  }

  private mutating func readUnicodeEscape(into text: inout [UInt8]) throws(JSONSyntaxError) {
    var code = try readHexadecimal()
    if (0xd800..<0xdc00).contains(code) {
      guard accept(UInt8(ascii: "\\")), accept(UInt8(ascii: "u")) else {
        throw mistake("half a surrogate pair")
      }
      let low = try readHexadecimal()
      guard (0xdc00..<0xe000).contains(low) else { throw mistake("half a surrogate pair") }
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw mistake("half a surrogate pair") }
    text.append(contentsOf: String(Character(scalar)).utf8)
  }

  private mutating func readHexadecimal() throws(JSONSyntaxError) -> UInt32 {
    guard offset + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
    else { throw mistake("expected four hexadecimal digits") }
    offset += 4
    return code
  }
}

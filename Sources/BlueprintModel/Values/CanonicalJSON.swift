extension Value {
  /// The canonical JSON text: keys in order, no white space, the shortest escapes, whole numbers
  /// without a fraction. Equal values give equal bytes on every machine.
  public var canonicalJSON: String {
    String(decoding: canonicalBytes, as: UTF8.self)
  }

  /// The canonical JSON text in UTF-8.
  public var canonicalBytes: [UInt8] {
    var writer = CanonicalJSONWriter()
    writer.write(self)
    return writer.bytes
  }
}

/// Appends values as canonical JSON to a byte buffer.
struct CanonicalJSONWriter {
  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(256) }

  mutating func write(_ value: Value) {
    switch value {
    case .null: append("null")
    case .boolean(let flag): append(flag ? "true" : "false")
    case .integer(let number): append(String(number))
    case .number(let number): writeNumber(number)
    case .string(let text): writeString(text)
    case .duration(let span): writeString(span.blueprintText)
    case .size(let size): writeString(size.description)
    case .list(let elements): writeList(elements)
    case .map(let entries): writeMap(entries)
    }
  }

  private mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// JSON has no infinities; the language cannot make one, so null stands for a number that a
  /// foreign writer put beyond the range.
  private mutating func writeNumber(_ number: Double) {
    guard number.isFinite else { return append("null") }
    if let whole = Int(exactly: number) { append(String(whole)) } else { append("\(number)") }
  }

  private mutating func writeList(_ elements: [Value]) {
    bytes.append(UInt8(ascii: "["))
    var isFirst = true
    for element in elements {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      write(element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func writeMap(_ map: ValueMap) {
    bytes.append(UInt8(ascii: "{"))
    var isFirst = true
    for entry in map.entries {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      writeString(entry.key)
      bytes.append(UInt8(ascii: ":"))
      write(entry.value)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private mutating func writeString(_ text: String) {
    var text = text
    text.withUTF8 { writeString($0) }
  }

  /// Stretches between bytes that have to be escaped are copied whole.
  private mutating func writeString(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    var start = 0
    for (offset, byte) in text.enumerated() where Self.isEscaped(byte) {
      bytes.append(contentsOf: text[start..<offset])
      writeEscaped(byte)
      start = offset + 1
    }
    bytes.append(contentsOf: text[start...])
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func writeEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): append("\\\"")
    case UInt8(ascii: "\\"): append("\\\\")
    case UInt8(ascii: "\n"): append("\\n")
    case UInt8(ascii: "\r"): append("\\r")
    case UInt8(ascii: "\t"): append("\\t")
    default:
      append("\\u00")
      bytes.append(Self.digits[Int(byte >> 4)])
      bytes.append(Self.digits[Int(byte & 15)])
    }
  }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7f || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
}

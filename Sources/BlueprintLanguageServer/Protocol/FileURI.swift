/// `file:` addresses and paths.
enum FileURI {
  /// The path of `uri`; nil for another kind of address.
  static func path(_ uri: String) -> String? {
    guard uri.lowercased().hasPrefix("file://") else { return nil }
    let rest = uri.dropFirst("file://".count)
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    return decoded(rest[slash...])
  }

  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    let source = Array(text.utf8)
    var offset = 0
    while offset < source.count {
      if source[offset] == UInt8(ascii: "%") {
        guard offset + 2 < source.count,
          let byte = UInt8(
            String(decoding: source[offset + 1...offset + 2], as: UTF8.self), radix: 16)
        else { return nil }
        bytes.append(byte)
        offset += 3
      } else {
        bytes.append(source[offset])
        offset += 1
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The address of the file at the absolute `path`.
  static func uri(_ path: String) -> String {
    var text = "file://"
    for byte in path.utf8 {
      if isPlain(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return text
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "/-._~".utf8.contains(byte)
    }
  }
}

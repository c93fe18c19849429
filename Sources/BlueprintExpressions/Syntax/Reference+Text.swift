extension Reference: CustomStringConvertible {
  /// The reference as an expression says it.
  public var description: String {
    var text = root
    for element in path { element.write(to: &text) }
    return text
  }
}

extension Reference.Element: CustomStringConvertible {
  /// `.name`, `["odd name"]`, `[3]` or `[*]`.
  public var description: String {
    var text = ""
    write(to: &text)
    return text
  }

  fileprivate func write(to text: inout String) {
    switch self {
    case .key(let key) where Self.isPlain(key):
      text += "."
      text += key
    case .key(let key):
      text += "["
      text += ExpressionPrinter.quoted(key)
      text += "]"
    case .index(let index):
      text += "["
      text += String(index)
      text += "]"
    case .splat: text += "[*]"
    }
  }

  private static func isPlain(_ key: String) -> Bool {
    guard let first = key.utf8.first, let last = key.utf8.last else { return false }
    return startsName(first) && last != UInt8(ascii: "-")
      && key.utf8.allSatisfy {
        startsName($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
  }

  private static func startsName(_ byte: UInt8) -> Bool {
    (0x61...0x7a).contains(byte | 0x20) || byte == UInt8(ascii: "_")
  }
}

extension ExpressionPrinter {
  /// `text` between double quotes.
  static func quoted(_ text: String) -> String { "\"" + escaped(text) + "\"" }

  /// An interpolation between double quotes.
  static func quoted(_ template: Template) -> String {
    let parts = template.segments.map { segment in
      switch segment {
      case .literal(let text): escaped(text)
      case .expression(let expression): "${\(source(expression))}"
      }
    }
    return "\"\(parts.joined())\""
  }

  /// Whether the byte may have to be escaped.
  private static func needsCare(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7f || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\"")
      || byte == UInt8(ascii: "$")
  }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: needsCare) else { return text }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      switch scalar {
      case "\\", "\"": result.append(contentsOf: ["\\", scalar])
      case "$" where next == nil || next == "{": result.append(contentsOf: ["\\", scalar])
      case "\n": result.append(contentsOf: ["\\", "n"])
      case "\r": result.append(contentsOf: ["\\", "r"])
      case "\t": result.append(contentsOf: ["\\", "t"])
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

/// A pattern for names and addresses: `*` stands for any text, `?` for one character; everything
/// else stands for itself, also the brackets of `machines.web[2]`.
public struct Glob: Sendable, Hashable, CustomStringConvertible {
  /// The pattern as it was written.
  public let description: String
  private let signs: [UInt8]

  /// The pattern `text`.
  public init(_ text: String) {
    description = text
    signs = Array(text.utf8)
  }

  /// Whether all of `text` is matched. Takes at most the product of both lengths.
  public func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches($0) }
  }

  private func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var (sign, position) = (0, 0)
    var star: (sign: Int, position: Int)?
    while position < text.count {
      if sign < signs.count, signs[sign] == UInt8(ascii: "*") {
        star = (sign, position)
        sign += 1
      } else if sign < signs.count,
        signs[sign] == UInt8(ascii: "?") || signs[sign] == text[position]
      {
        sign += 1
        position += 1
      } else if let last = star {
        star = (last.sign, last.position + 1)
        sign = last.sign + 1
        position = last.position + 1
      } else {
        return false
      }
    }
    return signs[sign...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}

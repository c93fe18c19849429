import Crypto

/// A SHA-256 digest, written as 64 lower-case hexadecimal digits.
public struct Digest: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The 64 hexadecimal digits.
  public let description: String

  /// A digest already in hexadecimal form, as read back from a store.
  public init(hexadecimal: String) { description = hexadecimal }

  /// The digest of `bytes`.
  public init(of bytes: some Sequence<UInt8>) {
    let hex = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in SHA256.hash(data: Array(bytes)) {
      text.append(hex[Int(byte >> 4)])
      text.append(hex[Int(byte & 15)])
    }
    description = String(decoding: text, as: UTF8.self)
  }

  /// The digest of a value's canonical JSON.
  public init(of value: Value) { self.init(of: value.canonicalJSON.utf8) }

  /// The first 12 digits, for display.
  public var short: String { String(description.prefix(12)) }

  public static func < (left: Digest, right: Digest) -> Bool {
    left.description < right.description
  }
}

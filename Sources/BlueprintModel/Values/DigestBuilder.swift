import Crypto

/// Makes the digest of bytes that arrive in pieces, such as a file's.
public struct DigestBuilder: Sendable {
  private var hash = SHA256()

  /// A builder that has seen nothing.
  public init() {}

  /// Takes the next bytes.
  public mutating func update(_ bytes: [UInt8]) { hash.update(data: bytes) }

  /// Takes the next bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    hash.update(bufferPointer: bytes)
  }

  /// The digest of everything taken so far.
  public func finish() -> Digest {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for byte in hash.finalize() {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return Digest(hexadecimal: String(decoding: text, as: UTF8.self))
  }
}

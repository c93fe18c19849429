import Crypto

/// A key that seals with AES-GCM, and the number by which sealed bytes name it.
struct SealingKey: Sendable {
  /// The bytes of a key.
  static let size = 32

  /// The key.
  let key: SymmetricKey
  /// The first eight bytes of the key's digest: tells keys apart, and nothing of the key.
  let id: [UInt8]

  /// A new key.
  init() { self.init(SymmetricKey(size: .bits256)) }

  /// The key of these bytes; nil unless they are as many as a key has.
  init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Self.size else { return nil }
    self.init(SymmetricKey(data: Array(bytes)))
  }

  private init(_ key: SymmetricKey) {
    self.key = key
    var digest = SHA256()
    digest.update(data: Array("blueprint key\n".utf8))
    key.withUnsafeBytes { digest.update(bufferPointer: $0) }
    id = Array(digest.finalize().prefix(8))
  }

  /// The key itself, to be kept in a file of its own.
  var bytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

  /// The number as people see it.
  var name: String { id.hexadecimal }
}

extension Sequence<UInt8> {
  /// Two hexadecimal digits for each byte.
  var hexadecimal: String {
    map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }
}

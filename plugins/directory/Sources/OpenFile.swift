import BlueprintModel
import Glibc

import struct Crypto.SHA256

/// An open file, closed at the end of its use.
struct OpenFile: ~Copyable {
  private static let block = 1 << 20
  private let descriptor: CInt
  private let path: String

  /// Opens `path`, never through a link; `creating` makes it with mode 0600 and empties it.
  init(_ path: String, creating: Bool = false) throws(Failure) {
    let flags = creating ? O_WRONLY | O_CREAT | O_TRUNC : O_RDONLY | O_NONBLOCK
    descriptor = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600)
    self.path = path
    guard descriptor >= 0 else { throw .system("open", path) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Gives `take` all bytes, block by block.
  func read(_ take: (UnsafeRawBufferPointer) throws(Failure) -> Void) throws(Failure) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.block, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .system("read", path) }
      guard count > 0 else { return }
      try take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// The number of bytes and their digest.
  func measure(_ context: VerbContext) throws(Failure) -> (bytes: Int, sha256: Digest) {
    var hash = SHA256()
    var bytes = 0
    try read { block throws(Failure) in
      try context.check()
      hash.update(bufferPointer: block)
      bytes += block.count
    }
    return (bytes, Digest(sha256: hash.finalize()))
  }

  /// All bytes.
  func contents() throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    try read { bytes += $0 }
    return bytes
  }

  /// Writes all of `bytes`.
  func write(_ bytes: [UInt8]) throws(Failure) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes[offset...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .system("write", path) }
      offset += count
    }
  }

  /// Sets the permission bits.
  func setMode(_ mode: mode_t) throws(Failure) {
    guard fchmod(descriptor, mode) == 0 else { throw .system("set the mode of", path) }
  }

  /// Returns when everything written is on the disk; also for a directory opened for reading.
  func sync() throws(Failure) {
    guard fsync(descriptor) == 0 else { throw .system("sync", path) }
  }
}

extension Digest {
  /// The digest that the hash function has computed.
  init(sha256 bytes: SHA256.Digest) {
    let digits = bytes.map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }
    self.init(hexadecimal: digits.joined())
  }
}

import BlueprintModel
import Glibc

/// Reading of this machine's files.
public enum FileRange {
  /// At most `limit` bytes of the file at `path` from byte `offset` on; nil if it is not there.
  public static func read(_ path: String, from offset: Int, limit: Int)
    throws(HostError) -> [UInt8]?
  {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .system(path)
    }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: limit)
    var count = 0
    while count < limit {
      let step = bytes.withUnsafeMutableBytes { buffer in
        pread(descriptor, buffer.baseAddress?.advanced(by: count), limit - count, offset + count)
      }
      if step < 0 && errno == EINTR { continue }
      guard step >= 0 else { throw .system(path) }
      if step == 0 { break }
      count += step
    }
    bytes.removeLast(limit - count)
    return bytes
  }

  /// The size in bytes and the digest of the file at `path`.
  public static func digest(of path: String) throws(HostError) -> (size: Int, digest: Digest) {
    var builder = DigestBuilder()
    var size = 0
    while true {
      guard let piece = try read(path, from: size, limit: 1 << 18) else {
        throw .file(path: path, reason: "no such file")
      }
      if piece.isEmpty { return (size, builder.finish()) }
      builder.update(piece)
      size += piece.count
    }
  }
}

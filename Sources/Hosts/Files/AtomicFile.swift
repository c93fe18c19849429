import BlueprintModel
import Glibc
import Synchronization

/// A file of this machine that appears under its name when it is complete and on the disk.
///
/// Without ``commit(mode:)`` only a temporary file is left, whose name begins with `.put-`.
public struct AtomicFile: ~Copyable {
  private static let counter = Atomic<Int>(0)

  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var digest = DigestBuilder()
  private var isCommitted = false

  /// Begins the file that will be at `path`, and makes the directories above it.
  public init(at path: String) throws(HostError) {
    let parent = LocalPath.parent(of: path)
    try DirectoryTree.make(parent, mode: 0o755)
    let number = Self.counter.add(1, ordering: .relaxed).newValue
    let temporary = "\(parent)/.put-\(getpid())-\(number)"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(path) }
    self.path = path
    self.temporary = temporary
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
    if !isCommitted { unlink(temporary) }
  }

  /// Appends `bytes`.
  public mutating func write(_ bytes: [UInt8]) throws(HostError) {
    digest.update(bytes)
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .system(path) }
      offset += count
    }
  }

  /// Appends the content of the file at `source`.
  public mutating func copy(_ source: String) throws(HostError) {
    var offset = 0
    while true {
      guard let piece = try FileRange.read(source, from: offset, limit: 1 << 18) else {
        throw .file(path: source, reason: "no such file")
      }
      if piece.isEmpty { return }
      try write(piece)
      offset += piece.count
    }
  }

  /// Puts the file in place with the permission bits `mode`, and returns its content's digest.
  public consuming func commit(mode: Int) throws(HostError) -> Digest {
    guard fchmod(descriptor, mode_t(mode)) == 0, fsync(descriptor) == 0,
      rename(temporary, path) == 0
    else { throw .system(path) }
    isCommitted = true
    try DirectoryTree.synchronize(LocalPath.parent(of: path))
    return digest.finish()
  }
}

extension HostError {
  /// The failure that `errno` tells of, about `path`.
  static func system(_ path: String) -> HostError {
    .file(path: path, reason: String(cString: strerror(errno)))
  }
}

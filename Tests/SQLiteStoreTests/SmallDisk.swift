import Glibc

/// A file system of one mebibyte in memory, for as long as a test runs.
final class SmallDisk: Sendable {
  /// Where it is mounted.
  let path: String
  private let scratch = ScratchDirectory()

  struct CannotMount: Error {}

  /// Whether this process may mount one; tried, not guessed.
  static let isAvailable = (try? SmallDisk()) != nil

  init() throws {
    path = scratch.path
    guard mount("none", path, "tmpfs", 0, "size=1m") == 0 else { throw CannotMount() }
  }

  /// Fills the disk up, but for `bytes`.
  func fill(leaving bytes: Int) throws {
    let file = open("\(path)/ballast", O_CREAT | O_WRONLY, 0o600)
    defer { close(file) }
    let block = [UInt8](repeating: 1, count: 4_096)
    while write(file, block, block.count) == block.count {}
    var status = stat()
    guard fstat(file, &status) == 0,
      ftruncate(file, max(0, status.st_size - bytes)) == 0
    else { throw CannotMount() }
  }

  /// Makes room again.
  func clear() { unlink("\(path)/ballast") }

  /// Takes away the right to write; nothing on it may be open for writing.
  func makeReadOnly() throws {
    let flags = UInt(MS_REMOUNT | MS_RDONLY)
    guard mount("none", path, "tmpfs", flags, nil) == 0 else { throw CannotMount() }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }
}

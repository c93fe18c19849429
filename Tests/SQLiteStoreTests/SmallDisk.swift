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

  deinit { umount2(path, Int32(MNT_DETACH)) }
}

import Glibc

/// A lock between processes on a file that is there for nothing else. The system gives it back when
/// the process dies.
enum FileLock {
  private static let patience = Duration.seconds(20)

  /// Does `body` while this process holds the lock at `path`, which it waits for.
  static func holding<T>(
    _ path: String, _ body: () async throws(CommandFailure) -> T
  ) async throws(CommandFailure) -> T {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CommandFailure(secret: .file(Files.Fault(path))) }
    defer { close(descriptor) }
    do { try await wait(for: descriptor, path) } catch { throw CommandFailure(secret: error) }
    return try await body()
  }

  private static func wait(for descriptor: Int32, _ path: String) async throws(SecretFault) {
    let deadline = ContinuousClock.now + patience
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else { throw .file(Files.Fault(path)) }
      guard ContinuousClock.now < deadline else { throw .busy(path) }
      do { try await Task.sleep(for: .milliseconds(20)) } catch { throw .busy(path) }
    }
  }
}

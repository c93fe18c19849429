import Glibc

/// Why a connection did not come about, or broke.
struct SocketFailure: Error, Sendable, Hashable {
  /// What happened, for people.
  var reason: String

  /// The failure that the error number `code` tells of.
  init(code: Int32) { reason = String(cString: strerror(code)) }

  /// A failure of `reason`.
  init(_ reason: String) { self.reason = reason }
}

/// A TCP connection of a probe. No thread waits for it: between looks at the socket the task
/// sleeps, first for 1 ms and at most for 20 ms.
struct Connection: ~Copyable {
  private let descriptor: Int32
  private let deadline: ContinuousClock.Instant

  private init(descriptor: Int32, deadline: ContinuousClock.Instant) {
    self.descriptor = descriptor
    self.deadline = deadline
  }

  /// Connects to `port` of `address` within `limit`, which also holds for what follows.
  static func open(
    to address: String, port: Int, within limit: Duration
  ) async throws(SocketFailure) -> Connection {
    guard let name = SocketName(address, port) else {
      throw SocketFailure("`\(address)` is not an address")
    }
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_INET, type, 0)
    guard descriptor >= 0 else { throw SocketFailure(code: errno) }
    let connection = Connection(descriptor: descriptor, deadline: ContinuousClock.now + limit)
    try await connection.connect(to: name)
    return connection
  }

  private borrowing func connect(to name: SocketName) async throws(SocketFailure) {
    var name = name
    let answer = name.withPointer { Glibc.connect(descriptor, $0, $1) }
    guard answer != 0 else { return }
    guard errno == EINPROGRESS else { throw SocketFailure(code: errno) }
    try await ready(for: POLLOUT)
    var code: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
    guard code == 0 else { throw SocketFailure(code: code) }
  }

  deinit { close(descriptor) }

  /// Sends all of `bytes`.
  borrowing func send(_ bytes: [UInt8]) async throws(SocketFailure) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.send(
          descriptor, buffer.baseAddress?.advanced(by: offset), buffer.count - offset,
          Int32(MSG_NOSIGNAL))
      }
      if count >= 0 {
        offset += count
      } else if errno == EAGAIN {
        try await ready(for: POLLOUT)
      } else if errno != EINTR {
        throw SocketFailure(code: errno)
      }
    }
  }

  /// The next bytes; empty at the end.
  borrowing func receive() async throws(SocketFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count >= 0 { return Array(bytes.prefix(count)) }
      if errno == EAGAIN {
        try await ready(for: POLLIN)
      } else if errno != EINTR {
        throw SocketFailure(code: errno)
      }
    }
  }

  private borrowing func ready(for events: Int32) async throws(SocketFailure) {
    var rest = Duration.milliseconds(1)
    var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    while poll(&entry, 1, 0) == 0 {
      guard ContinuousClock.now < deadline else { throw SocketFailure("no answer in time") }
      do { try await Task.sleep(for: rest) } catch { throw SocketFailure("it was given up") }
      rest = min(rest * 2, .milliseconds(20))
    }
  }
}

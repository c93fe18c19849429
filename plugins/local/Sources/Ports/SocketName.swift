import Glibc

/// An IPv4 address and port, in the form that sockets take.
struct SocketName {
  private var name = sockaddr_in()

  /// The name of `port` on `address`, four numbers with dots; nil for anything else.
  init?(_ address: String, _ port: Int) {
    guard let port = UInt16(exactly: port) else { return nil }
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    guard inet_pton(AF_INET, address, &name.sin_addr) == 1 else { return nil }
  }

  /// Hands the name to `body`.
  mutating func withPointer<T>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
    withUnsafePointer(to: &name) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        body(generic, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

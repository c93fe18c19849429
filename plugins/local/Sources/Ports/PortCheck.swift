import Glibc
import Hosts

/// Whether a service can listen on a port of an address.
struct PortCheck: Sendable {
  /// Why it cannot.
  struct Problem: Sendable, Hashable {
    var code: String
    var message: String
    var help: String?
  }

  let address: String
  let port: Int

  /// What is in the way, found by taking the port for a moment; a listener on all addresses is
  /// in the way too.
  var problem: Problem? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return unusable(errno) }
    defer { close(descriptor) }
    var flag: Int32 = 1
    setsockopt(
      descriptor, SOL_SOCKET, SO_REUSEADDR, &flag, socklen_t(MemoryLayout<Int32>.size))
    guard var name = SocketName(address, port) else { return unusable(EINVAL) }
    let bound = name.withPointer { pointer, size in
      Glibc.bind(descriptor, pointer, size) == 0 && listen(descriptor, 1) == 0
    }
    return bound ? nil : unusable(errno)
  }

  /// The process group of the listener, as far as /proc tells.
  var holderGroup: Int? { ListeningSocket.holderGroup(of: port, on: address) }

  private func unusable(_ code: Int32) -> Problem {
    switch code {
    case EADDRINUSE:
      let holder = ListeningSocket.holder(of: port, on: address)
      let who = holder.map { " by \($0)" } ?? ""
      return Problem(
        code: "port_in_use", message: "port \(port) of \(address) is in use\(who)",
        help: "stop what holds the port, or give the endpoint another port")
    case EACCES:
      return Problem(
        code: "port_privileged", message: "port \(port) needs rights that this user lacks",
        help: "give the endpoint a port from 1024 up")
    default:
      return Problem(
        code: "port_unusable",
        message: "port \(port) of \(address) cannot be used: \(String(cString: strerror(code)))")
    }
  }
}

import Glibc
import Hosts

/// Who listens, as far as /proc tells this user.
enum ListeningSocket {
  /// The process that listens on `port` of `address` or of all addresses: `nginx (pid 42)`.
  static func holder(of port: Int, on address: String) -> String? {
    process(of: port, on: address).map { "\(program($0)) (pid \($0))" }
  }

  /// The process group of that process.
  static func holderGroup(of port: Int, on address: String) -> Int? {
    guard let process = process(of: port, on: address).flatMap({ pid_t($0) }) else { return nil }
    let group = getpgid(process)
    return group > 0 ? Int(group) : nil
  }

  private static func process(of port: Int, on address: String) -> String? {
    let inodes = inodes(of: port, on: address)
    guard !inodes.isEmpty else { return nil }
    let links = Set(inodes.map { "socket:[\($0)]" })
    for name in (try? DirectoryTree.names(in: "/proc")) ?? [] where Int(name) != nil {
      let folder = "/proc/\(name)/fd"
      for file in (try? DirectoryTree.names(in: folder)) ?? [] {
        guard let target = DirectoryTree.target(ofLink: "\(folder)/\(file)"),
          links.contains(target)
        else { continue }
        return name
      }
    }
    return nil
  }

  private static func program(_ pid: String) -> String {
    let bytes = try? FileRange.read("/proc/\(pid)/comm", from: 0, limit: 64)
    return String(decoding: bytes ?? [], as: UTF8.self).trimmingSpace
  }

  private static func inodes(of port: Int, on address: String) -> [Substring] {
    var inodes: [Substring] = []
    for file in ["/proc/net/tcp", "/proc/net/tcp6"] {
      for line in text(of: file).split(separator: "\n").dropFirst() {
        let fields = line.split(separator: " ", omittingEmptySubsequences: true)
        // 0A is the state LISTEN.
        guard fields.count > 9, fields[3] == "0A" else { continue }
        let parts = fields[1].split(separator: ":")
        guard parts.count == 2, Int(parts[1], radix: 16) == port,
          parts[0].allSatisfy({ $0 == "0" }) || parts[0].hasSuffix(hexadecimal(address))
        else { continue }
        inodes.append(fields[9])
      }
    }
    return inodes
  }

  /// The kernel's text for an address: its four bytes from last to first.
  private static func hexadecimal(_ address: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return address.split(separator: ".").reversed().compactMap { UInt8($0) }
      .map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
  }

  private static func text(of path: String) -> String {
    var bytes: [UInt8] = []
    while let piece = try? FileRange.read(path, from: bytes.count, limit: 1 << 16), !piece.isEmpty {
      bytes += piece
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

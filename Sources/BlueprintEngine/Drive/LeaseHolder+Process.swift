import BlueprintModel
import Glibc

extension LeaseHolder {
  /// This process.
  ///
  /// - Parameter label: who drives and why, for people: `ada: blueprint deploy`.
  public static func current(label: String) -> LeaseHolder {
    let process = Int(getpid())
    return LeaseHolder(
      host: hostName, boot: bootIdentity, process: process,
      started: startTime(of: process) ?? 0, label: label)
  }

  /// Whether the holder is known to be dead: it ran on this machine and does not any more. A
  /// holder on another machine is never known to be.
  public var isKnownDead: Bool {
    guard host == Self.hostName, !boot.isEmpty else { return false }
    guard boot == Self.bootIdentity else { return true }
    return Self.startTime(of: process) != started
  }

  private static var hostName: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "" }
    return text(name)
  }

  private static var bootIdentity: String {
    let line = content(of: "/proc/sys/kernel/random/boot_id") ?? ""
    return line.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
  }

  /// The start time of a process in clock ticks after boot; nil if there is none, or only what
  /// its parent has not collected yet. The 22nd field of /proc/PID/stat; fields are counted from
  /// the last parenthesis, because a program's name may hold anything.
  private static func startTime(of process: Int) -> Int? {
    guard let line = content(of: "/proc/\(process)/stat"), let end = line.lastIndex(of: ")") else {
      return nil
    }
    let fields = line[line.index(after: end)...].split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
    return Int(fields[19])
  }

  private static func content(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 4_096)
    let count = read(file, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer.prefix(count), as: UTF8.self) : nil
  }

  private static func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

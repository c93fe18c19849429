import FoundationEssentials
import Glibc
import Hosts
import Testing

/// A temporary directory with a state directory and a home, for one test.
final class Workspace: Sendable {
  let path: String
  var state: String { "\(path)/state" }
  var home: String { "\(path)/home" }

  init() throws {
    var template = Array("/tmp/blueprint-hosts-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw POSIXFailure(code: errno) }
    path = String(
      decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    try DirectoryTree.make("\(path)/state", mode: 0o700)
    try DirectoryTree.make("\(path)/home", mode: 0o755)
  }

  deinit { try? DirectoryTree.remove(path) }

  func text(_ name: String) throws -> String? {
    try FileRange.read("\(path)/\(name)", from: 0, limit: 1 << 20)
      .map { String(decoding: $0, as: UTF8.self) }
  }
}

struct POSIXFailure: Error {
  var code: Int32
}

/// The processes whose command line or environment mentions `text`, without zombies.
func processes(mentioning text: String) -> [Int] {
  let names = (try? DirectoryTree.names(in: "/proc")) ?? []
  return names.compactMap { name in
    guard let pid = Int(name), pid != Int(getpid()) else { return nil }
    let stat = (try? FileRange.read("/proc/\(name)/stat", from: 0, limit: 4_096)) ?? []
    guard let end = stat.lastIndex(of: UInt8(ascii: ")")), stat.count > end + 2,
      stat[end + 2] != UInt8(ascii: "Z")
    else { return nil }
    for file in ["cmdline", "environ"] {
      let bytes = (try? FileRange.read("/proc/\(name)/\(file)", from: 0, limit: 1 << 18)) ?? []
      if String(decoding: bytes, as: UTF8.self).contains(text) { return pid }
    }
    return nil
  }
}

/// Polls until `condition` holds; whether it did within `limit`.
func eventually(
  within limit: Duration = .seconds(120), _ condition: () async throws -> Bool
) async throws -> Bool {
  let end = ContinuousClock.now + limit
  while true {
    if try await condition() { return true }
    if ContinuousClock.now > end { return false }
    try await Task.sleep(for: .milliseconds(20))
  }
}

/// The shells that the wrappers must run under.
enum Shell: String, CaseIterable, CustomTestStringConvertible {
  case system, busybox

  static var available: [Shell] {
    DirectoryTree.kind(of: "/usr/bin/busybox", following: true) == .file
      || DirectoryTree.kind(of: "/bin/busybox", following: true) == .file
      ? allCases : [.system]
  }

  var testDescription: String { rawValue }

  /// A host whose commands find nothing but this shell's tools, as far as it brings its own.
  func host(in folder: String) async throws -> LocalHost {
    guard self == .busybox else { return LocalHost() }
    let tools = "\(folder)/tools"
    try DirectoryTree.make(tools, mode: 0o755)
    let result = try await LocalHost().run(
      HostCommand(.program(["busybox", "--install", "-s", tools])))
    try #require(result.status == 0, "\(result.errorOutput)")
    return LocalHost(path: tools, shell: "\(tools)/sh")
  }
}

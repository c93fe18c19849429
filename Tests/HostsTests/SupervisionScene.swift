import Glibc
import Hosts
import Testing

/// A directory of its own with a local host's jobs and services, and a look at the processes
/// that belong to it. Nothing of it may run when a test ends.
struct SupervisionScene: Sendable {
  /// A shell that the wrapper must run under.
  enum Shell: String, Sendable, CaseIterable { case system = "/bin/sh", busybox = "/bin/busybox" }

  struct TimedOut: Error {}

  let directory: String
  let host: LocalHost
  let services: HostServices
  let jobs: HostJobs

  private init(shell: Shell) throws {
    directory = "/tmp/blueprint-hosts-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
    try DirectoryTree.make("\(directory)/bin", mode: 0o700)
    try DirectoryTree.makeLink(at: "\(directory)/bin/sh", to: shell.rawValue)
    host = LocalHost(
      path: "\(directory)/bin:\(LocalHost.defaultPath)", shell: "\(directory)/bin/sh")
    services = HostServices(host: host, state: "\(directory)/state")
    jobs = HostJobs(host: host, state: "\(directory)/state")
  }

  /// Runs `body` in a new scene, and expects that it leaves no process behind.
  static func play(
    _ shell: Shell = .system, _ body: (SupervisionScene) async throws -> Void
  ) async throws {
    guard access(shell.rawValue, X_OK) == 0 else { return }
    let scene = try SupervisionScene(shell: shell)
    do { try await body(scene) } catch { Issue.record(error) }
    let left = try? await scene.until { $0.processes().isEmpty ? true : nil }
    #expect(left != nil, "left over: \(scene.processes())")
    for process in scene.processes() { kill(process.pid, SIGKILL) }
    try DirectoryTree.remove(scene.directory)
  }

  /// Looks again and again, until `look` finds something; the limit is for what never comes.
  func until<T>(_ look: (SupervisionScene) async throws -> T?) async throws -> T {
    let deadline = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < deadline {
      if let found = try await look(self) { return found }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw TimedOut()
  }

  /// The living processes whose command line names the scene's directory.
  func processes() -> [(pid: pid_t, command: String)] {
    let names = (try? DirectoryTree.names(in: "/proc")) ?? []
    return names.compactMap { name in
      guard let pid = pid_t(name),
        let bytes = try? FileRange.read("/proc/\(name)/cmdline", from: 0, limit: 4_096)
      else { return nil }
      let command = String(
        decoding: bytes.map { $0 == 0 ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
      return command.contains(directory) && Self.runs(pid) ? (pid, command) : nil
    }
  }

  /// Whether the process runs; a zombie does not.
  static func runs(_ pid: pid_t) -> Bool {
    guard let bytes = try? FileRange.read("/proc/\(pid)/stat", from: 0, limit: 4_096),
      let end = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return false }
    let state = String(decoding: bytes[(end + 1)...], as: UTF8.self).split(separator: " ").first
    return state != "Z" && state != "X"
  }

  /// The text of a file of the scene; empty if there is none.
  func text(_ path: String) throws -> String {
    String(
      decoding: try FileRange.read("\(directory)/\(path)", from: 0, limit: 1 << 16) ?? [],
      as: UTF8.self)
  }

  /// A service that names the scene's directory in its command line.
  func service(_ command: String, spec: String = "1") -> HostedService {
    HostedService(
      command: command, directory: "\(directory)/work", stopTimeout: .seconds(3),
      spec: .string(spec))
  }
}

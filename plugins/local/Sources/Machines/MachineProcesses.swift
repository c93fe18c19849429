import Glibc
import Hosts

/// The processes that were started for a machine, known by `BLUEPRINT_MACHINE` in their
/// environment; also those that left their session and their parent behind.
struct MachineProcesses: Sendable {
  private struct Process: Sendable {
    var pid: pid_t
    var startTime: String
  }

  let machine: LocalMachine

  /// Ends all of them: TERM, and KILL after `grace`. Returns when they are gone.
  func end(grace: Duration) async throws(HostError) {
    var pace = Pace()
    let deadline = ContinuousClock.now + grace
    var isTold = false
    while true {
      let processes = find()
      if processes.isEmpty { return }
      let isLate = ContinuousClock.now >= deadline
      if isLate || !isTold {
        for process in processes { send(isLate ? SIGKILL : SIGTERM, process) }
      }
      isTold = true
      try await pace.rest(news: false)
    }
  }

  private func find() -> [Process] {
    let names = (try? DirectoryTree.names(in: "/proc")) ?? []
    return names.compactMap { name in
      guard let pid = pid_t(name), pid != getpid(), let start = Self.startTime(of: pid),
        isOfMachine(name)
      else { return nil }
      return Process(pid: pid, startTime: start)
    }
  }

  /// Whether the process bears the machine's mark in its environment, or keeps the machine's jobs
  /// and services, which its arguments tell: they are found also when the machine's directory is
  /// gone.
  private func isOfMachine(_ process: String) -> Bool {
    let mark = Array("BLUEPRINT_MACHINE=\(machine.home)".utf8)
    let keeper = Array("\(machine.state)/".utf8)
    return words(of: "/proc/\(process)/environ").contains { $0.elementsEqual(mark) }
      || words(of: "/proc/\(process)/cmdline").contains { $0.starts(with: keeper) }
  }

  private func words(of path: String) -> [ArraySlice<UInt8>] {
    guard let bytes = try? FileRange.read(path, from: 0, limit: 1 << 20) else { return [] }
    return bytes.split(separator: 0)
  }

  /// Signals the process unless its pid belongs to another one by now.
  private func send(_ signal: Int32, _ process: Process) {
    guard Self.startTime(of: process.pid) == process.startTime else { return }
    _ = kill(process.pid, signal)
  }

  /// The start time of a process that runs; nil for none and for a zombie.
  static func startTime(of pid: pid_t) -> String? {
    guard let bytes = try? FileRange.read("/proc/\(pid)/stat", from: 0, limit: 4_096),
      let end = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = String(decoding: bytes[(end + 1)...], as: UTF8.self).split(separator: " ")
    guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
    return String(fields[19])
  }
}

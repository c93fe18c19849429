import Foundation
import Glibc
import Testing

/// Targets that cannot take the application.
@Suite(.timeLimit(.minutes(2))) struct BadTargetTests {
  @Test func aPortInUseNamesItsHolder() async throws {
    let listener = try Listener()
    try await Bench.with("page") { bench in
      let ended = try await bench.run(
        "deploy", "--yes", "--var", "port=\(listener.port)", ends: 1)
      #expect(ended.err.contains("blueprint.yaml:20:17: error[BP0611]"), "\(ended)")
      #expect(ended.err.contains("\(listener.port)"), "\(ended)")
      // A test beside this one may just have forked: its child holds the socket until it is
      // another program, and may be the one that is named.
      #expect(ended.err.contains("is in use by"), "\(ended)")
      #expect(ended.err.contains("(pid "), "\(ended)")
      #expect(bench.processes.isEmpty)
      #expect(try await bench.run("status", ends: 10).err.contains("was never deployed"))
    }
    listener.close()
  }

  @Test func aProgramThatIsNotInstalledIsNamed() async throws {
    try await Bench.with("page") { bench in
      try bench.edit("[python3]", "[no-such-package-x]")
      let ended = try await bench.run("deploy", "--yes", ends: 1)
      #expect(ended.err.contains("blueprint.yaml:19:16: error[BP0610]"), "\(ended)")
      #expect(ended.err.contains("no-such-package-x"), "\(ended)")
      #expect(bench.processes.isEmpty)
    }
  }

  @Test func bothAreToldAtOnceAndLeaveADeploymentAlone() async throws {
    let listener = try Listener()
    try await Bench.with("page") { bench in
      try await bench.run("deploy", "--yes", ends: 0)
      let before = try await bench.snapshot()
      try bench.edit(
        "    run: echo \"idle", "    packages: [no-such-package-x]\n    run: echo \"idle")
      try bench.edit(
        "  idle:\n    on: box\n",
        "  idle:\n    on: box\n    endpoints: {x: {port: \(listener.port)}}\n")
      try bench.edit("  idle:", "  busy:")
      let ended = try await bench.run("deploy", "--yes", ends: 1)
      #expect(ended.err.contains("error[BP0610]"), "\(ended)")
      #expect(ended.err.contains("error[BP0611]"), "\(ended)")
      let after = try await bench.snapshot()
      #expect(after == before)
    }
    listener.close()
  }

  @Test(arguments: ["/proc/nothing", "project/blueprint.yaml/state"])
  func aStateDirectoryThatCannotBeWritten(_ path: String) async throws {
    try await Bench.with("page") { bench in
      let full = path.hasPrefix("/") ? path : "\(bench.root)/\(path)"
      let ended = try await bench.run("deploy", "--yes", "--state-dir", full, ends: 1)
      #expect(ended.err.contains("error[BP0921]"), "\(ended)")
      #expect(ended.err.contains(full), "\(ended)")
      #expect(bench.processes.isEmpty)
    }
  }
}

/// A socket of this process that listens on all addresses.
struct Listener {
  let port: Int
  private let descriptor: Int32

  init() throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(descriptor, generic, size) == 0 && listen(descriptor, 1) == 0
          && getsockname(descriptor, generic, &size) == 0
      }
    }
    try #require(bound)
    port = Int(address.sin_port.bigEndian)
  }

  func close() { Glibc.close(descriptor) }
}

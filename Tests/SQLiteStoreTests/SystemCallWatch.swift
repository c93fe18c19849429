import FoundationEssentials
import Glibc

/// Runs one test of this bundle again, in a process of its own under strace.
enum SystemCallWatch {
  struct CannotWatch: Error {
    let reason: String
  }

  private static let strace = "/usr/bin/strace"

  private static var bundle: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
  }

  /// Runs the tests that match `filter` with `environment` added.
  ///
  /// - Parameter inject: a fault that strace puts in, as its option `-e inject` says it.
  /// - Returns: a line for each call of the system calls in `names`.
  static func calls(
    of names: String, inject: String? = nil, filter: String, environment: [String: String]
  ) async throws -> [String] {
    let scratch = ScratchDirectory()
    let output = "\(scratch.path)/calls"
    let faults = inject.map { ["-e", "inject=\($0)"] } ?? []
    let words =
      [strace, "-f", "--seccomp-bpf", "-qq", "-y", "-e", "trace=\(names)"] + faults
      + ["-o", output, bundle, "--testing-library", "swift-testing", "--filter", filter]
    let status = try await run(words, environment)
    guard status == 0 else { throw CannotWatch(reason: "strace ended with status \(status)") }
    return try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
      .map(String.init)
  }

  private static func run(
    _ words: [String], _ environment: [String: String]
  ) async throws -> Int32 {
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var arguments = words.map { strdup($0) } + [nil]
    var settings = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + settings { free(text) } }
    var child: pid_t = 0
    guard posix_spawn(&child, strace, nil, nil, &arguments, &settings) == 0 else {
      throw CannotWatch(reason: "strace does not start")
    }
    let deadline = ContinuousClock.now + .seconds(60)
    var status: Int32 = 0
    while waitpid(child, &status, WNOHANG) == 0 {
      guard ContinuousClock.now < deadline else {
        kill(child, SIGKILL)
        throw CannotWatch(reason: "no end after 60 s")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
    return status
  }
}

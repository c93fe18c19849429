import Foundation
import Subprocess
import SystemPackage

extension Bench {
  /// Runs a command on a terminal of its own; `input` is what is typed.
  ///
  /// - Returns: how it ended, with all that was written to the terminal as its output.
  func runOnTerminal(
    _ arguments: [String], rows: Int = 24, columns: Int = 80, input: String = "",
    environment more: [String: String] = [:]
  ) async throws -> Finished {
    let line = ([BlueprintBinary.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let script = "stty rows \(rows) cols \(columns) -echo; \(line)"
    let variables = ["TERM": "xterm", "SHELL": "/bin/sh"].merging(more) { $1 }
    let result = try await Subprocess.run(
      .name("script"), arguments: ["-qefc", script, "/dev/null"],
      environment: .custom(environment(variables)), workingDirectory: FilePath(project),
      input: .string(input), output: .string(limit: 4 << 20), error: .discarded)
    return Finished(
      command: arguments.joined(separator: " "), status: result.terminationStatus.shellStatus,
      out: result.standardOutput, err: "")
  }
}

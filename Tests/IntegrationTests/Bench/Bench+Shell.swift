import Subprocess
import SystemPackage

extension Bench {
  /// Runs a command by a shell, after `preparation`, by the command `tool` if there is one, with
  /// `redirection` behind it.
  func runInShell(
    _ arguments: [String], _ redirection: String, after preparation: String = ":",
    by tool: String = ""
  ) async throws -> Finished {
    let line = ([BlueprintBinary.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
    let script = "\(preparation); \(tool) \(line) \(redirection)"
    let result = try await Subprocess.run(
      .name("bash"), arguments: ["-c", script], environment: .custom(environment()),
      workingDirectory: FilePath(project), input: .none, output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    return Finished(
      command: script, status: result.terminationStatus.shellStatus, out: result.standardOutput,
      err: result.standardError)
  }
}

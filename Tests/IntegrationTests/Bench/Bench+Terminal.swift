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

  /// Runs a command on a terminal of its own, with the terminal's own echo, and types an answer when
  /// the prompt before it is there: what is typed ahead of a hidden prompt is thrown away. Standard
  /// error tells whether the terminal shows what is typed in the end: `shown` or `silent`.
  func answer(
    _ prompts: [String], with answers: [String], _ arguments: [String]
  ) async throws -> Finished {
    let script = """
      import os, pty, sys, termios
      count = int(sys.argv[1])
      prompts, answers = sys.argv[2:2 + count], sys.argv[2 + count:2 + 2 * count]
      child, terminal = pty.fork()
      if child == 0:
          os.execv(sys.argv[2 + 2 * count], sys.argv[2 + 2 * count:])
      said, seen = b"", 0
      while True:
          try:
              piece = os.read(terminal, 4096)
          except OSError:
              break
          if not piece:
              break
          said += piece
          at = said.find(prompts[0].encode(), seen) if prompts else -1
          if at >= 0:
              seen = at + len(prompts.pop(0).encode())
              answer = answers.pop(0).encode()
              os.write(terminal, answer if answer == b"\\x03" else answer + b"\\n")
      sys.stdout.buffer.write(said)
      sys.stderr.write("shown" if termios.tcgetattr(terminal)[3] & termios.ECHO else "silent")
      sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
      """
    let words =
      ["-c", script, String(prompts.count)] + prompts + answers + [BlueprintBinary.path] + arguments
    let result = try await Subprocess.run(
      .name("python3"), arguments: Arguments(words),
      environment: .custom(environment(["TERM": "xterm"])), workingDirectory: FilePath(project),
      input: .none, output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    return Finished(
      command: arguments.joined(separator: " "), status: result.terminationStatus.shellStatus,
      out: result.standardOutput, err: result.standardError)
  }
}

import Subprocess

/// Runs programs that print a secret.
struct SecretTool {
  private let surroundings: Surroundings

  private static let limit = 1 << 20

  init(_ surroundings: Surroundings) { self.surroundings = surroundings }

  /// What a shell's `command` prints. It has this program's standard input and error, to ask for a
  /// password.
  func output(of command: String, for name: String) async throws(CommandFailure) -> [UInt8] {
    let ending: TerminationStatus
    let output: [UInt8]
    do {
      let result = try await Subprocess.run(
        .path(.init("/bin/sh")), arguments: ["-c", command], input: .currentStandardInput,
        output: .bytes(limit: Self.limit), error: .currentStandardError)
      (ending, output) = (result.terminationStatus, result.standardOutput)
    } catch {
      throw CommandFailure(
        .secret, code: "BP0721",
        "the command for `\(name)` cannot be run, or prints more than \(Self.limit >> 20) MiB",
        help: ["`\(name)` is as it was"])
    }
    guard ending.isSuccess else {
      throw CommandFailure(
        .secret, code: "BP0721", "the command for `\(name)` ended with \(ending.words)",
        help: ["`\(name)` is as it was; run the command by itself to see why"])
    }
    return output
  }
}

extension TerminationStatus {
  /// How a process ended, for people.
  var words: String {
    switch self {
    case .exited(let code): "exit status \(code)"
    case .signaled(let signal): "signal \(signal)"
    }
  }
}

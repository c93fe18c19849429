import ArgumentParser
import BlueprintModel
import Glibc

/// The end of the program by something that was thrown: help that was asked for, a command line
/// that cannot be read, or a command's exit status.
struct CommandLineEnd {
  private let error: any Error

  init(_ error: any Error) { self.error = error }

  /// Says what there is to say and ends the process.
  func leave() -> Never {
    if let code = error as? ArgumentParser.ExitCode { exit(code.rawValue) }
    let status = BlueprintCommand.exitCode(for: error).rawValue
    let text = BlueprintCommand.fullMessage(for: error)
    let console = Surroundings().console
    signal(SIGPIPE, SIG_IGN)
    guard status != 0 else {
      console.result(text)
      exit(console.exitCode(after: .success).rawValue)
    }
    console.tell(text)
    if Self.asksForJSON(CommandLine.arguments) { console.result(json(status).canonicalJSON) }
    exit(status)
  }

  private func json(_ status: Int32) -> Value {
    let error: Value = [
      "kind": "usage", "message": .string(BlueprintCommand.message(for: error)),
      "exit_code": .integer(Int(status)),
    ]
    return ["error": error, "diagnostics": []]
  }

  /// Whether `arguments`, which could not be read, ask for JSON.
  private static func asksForJSON(_ arguments: [String]) -> Bool {
    let forms = ["-o=json", "-ojson", "--output=json", "-o=jsonl", "-ojsonl", "--output=jsonl"]
    if arguments.contains(where: forms.contains) { return true }
    return zip(arguments, arguments.dropFirst()).contains {
      ["-o", "--output"].contains($0) && ["json", "jsonl"].contains($1)
    }
  }
}

import ArgumentParser
import Glibc

/// Runs the body of a command on a blueprint or a deployment, tells its failure and ends with its
/// exit status.
func runCommand(
  _ common: CommonOptions, _ forms: ResultForms = [],
  _ body: (Surroundings) async throws(CommandFailure) -> Void
) async throws {
  try await runCommand(output: common.output, forms) { surroundings throws(CommandFailure) in
    try work(in: common.chdir)
    if common.output == .jsonl && forms.isDisjoint(with: [.lines, .events]) {
      throw CommandFailure(
        .usage, code: "BP0948", "this command has no result in the form `jsonl`",
        help: ["write `-o json`"])
    }
    if let form = common.runReports.first?.form, !forms.contains(.pictures) {
      throw CommandFailure(
        .usage, code: "BP0960",
        "`--report \(form)` is a picture of a run, and this command has none",
        help: ["draw one with: blueprint runs show --report FILE.html"])
    }
    try await body(surroundings)
  }
}

/// As below, in the directory that `-C` names.
func runCommand(
  output: OutputForm, in directory: String?,
  _ body: (Surroundings) async throws(CommandFailure) -> Void
) async throws {
  try await runCommand(output: output) { surroundings throws(CommandFailure) in
    try work(in: directory)
    try await body(surroundings)
  }
}

/// Makes `directory` the one that relative paths start from.
private func work(in directory: String?) throws(CommandFailure) {
  guard let directory, chdir(directory) != 0 else { return }
  let reason = String(cString: strerror(errno))
  throw CommandFailure(.usage, code: "BP0942", "cannot work in `\(directory)`: \(reason)")
}

/// Runs the body of any command, tells its failure in the form `output` too, and ends with its exit
/// status.
func runCommand(
  output: OutputForm = .text, _ forms: ResultForms = [],
  _ body: (Surroundings) async throws(CommandFailure) -> Void
) async throws {
  let surroundings = Surroundings()
  signal(SIGPIPE, SIG_IGN)
  var exitCode = ExitCode.success
  do throws(CommandFailure) { try await body(surroundings) } catch {
    surroundings.show(error, output, forms)
    exitCode = error.exitCode
  }
  let status = surroundings.console.exitCode(after: exitCode)
  guard status == .success else { throw ArgumentParser.ExitCode(status.rawValue) }
}

extension Surroundings {
  /// Tells of `failure`: people on standard error, and programs on standard output.
  func show(_ failure: CommandFailure, _ output: OutputForm, _ forms: ResultForms) {
    DiagnosticPrinter(surroundings: self, sources: failure.sources).show(failure.diagnostics)
    guard output != .text, let json = failure.json else { return }
    guard output == .jsonl, forms.contains(.events) else {
      return console.result(json.canonicalJSON)
    }
    events.end(failure.summary(json), at: now)
  }
}

extension Console {
  /// The status to end with: `exitCode`, unless that says success and the result did not arrive.
  /// A reader that went away wanted no more of it, and is not told so.
  func exitCode(after exitCode: ExitCode) -> ExitCode {
    guard let code = fault.code, exitCode == .success else { return exitCode }
    if code == EPIPE { return .closed }
    tell("error[BP0945]: standard output cannot be written: \(String(cString: strerror(code)))")
    return .output
  }
}

import ArgumentParser
import Glibc

/// Runs the body of a command, tells its failure and ends with its exit status.
func runCommand(
  _ common: CommonOptions? = nil, _ body: (Surroundings) async throws(CommandFailure) -> Void
) async throws {
  let surroundings = Surroundings()
  signal(SIGPIPE, SIG_IGN)
  do throws(CommandFailure) {
    if let directory = common?.chdir, chdir(directory) != 0 {
      let reason = String(cString: strerror(errno))
      throw CommandFailure(.usage, code: "BP0942", "cannot work in `\(directory)`: \(reason)")
    }
    try await body(surroundings)
  } catch {
    let printer = DiagnosticPrinter(surroundings: surroundings)
    printer.show(error.diagnostics)
    throw ArgumentParser.ExitCode(error.exitCode.rawValue)
  }
}

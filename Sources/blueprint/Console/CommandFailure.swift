import BlueprintCompiler
import BlueprintModel

/// The end of a command that did not succeed: what to tell, and the exit status.
struct CommandFailure: Error {
  /// The status.
  var exitCode: ExitCode
  /// What to tell; empty if all has been said.
  var diagnostics: [Diagnostic]
  /// The texts that the diagnostics are about, for excerpts.
  var sources: [Source] = []

  /// An end with several diagnostics.
  init(_ exitCode: ExitCode, _ diagnostics: [Diagnostic] = [], sources: [Source] = []) {
    self.exitCode = exitCode
    self.diagnostics = diagnostics
    self.sources = sources
  }

  /// An end with one diagnostic.
  init(
    _ exitCode: ExitCode, code: String, _ message: String, at place: Place? = nil,
    notes: [Diagnostic.Note] = [], help: [String] = []
  ) {
    self.exitCode = exitCode
    diagnostics = [Diagnostic(code: code, message, at: place, notes: notes, help: help)]
  }
}

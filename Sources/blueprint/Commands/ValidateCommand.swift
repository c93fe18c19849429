import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint validate`: everything that can be known without touching a machine.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check a blueprint without touching anything.",
    discussion: """
      Inputs that have no value yet are not an error here: the blueprint is checked as far as it
      goes without them.
      """)

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let file = try BlueprintFile(options: common)
      let compilation = Compilation(
        file: file, options: inputs, counts: [:], surroundings: surroundings)
      let given = try InputSources(
        options: inputs, surroundings: surroundings, remembered: [:], rememberedSecrets: [:]
      ).gather()
      let result = try compilation.compile(given)
      let diagnostics = result.diagnosticsBesidesMissingInputs
      report(result, diagnostics, file: file, surroundings)
      if diagnostics.hasErrors { throw CommandFailure(.invalid) }
    }
  }

  private func report(
    _ result: CompileResult, _ diagnostics: [Diagnostic], file: BlueprintFile,
    _ surroundings: Surroundings
  ) {
    if common.output == .json {
      let summary: Value = [
        "file": .string(file.path), "valid": .boolean(!diagnostics.hasErrors),
        "diagnostics": .list(diagnostics.map(\.json)),
      ]
      return surroundings.console.result(summary.canonicalJSON)
    }
    DiagnosticPrinter(surroundings: surroundings, sources: result.sources).show(diagnostics)
    guard !diagnostics.hasErrors else { return }
    surroundings.console.result("\(file.path): valid")
    if !result.missingInputs.isEmpty {
      let names = result.missingInputs.map(\.name).joined(separator: ", ")
      surroundings.console.tell("inputs that a deploy must be given: \(names)")
    }
  }
}

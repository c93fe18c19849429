import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint explain CODE`.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a diagnostic code.")

  @Argument(help: "The code, for example BP0204.")
  var code: String

  func run() async throws {
    try await runCommand { surroundings throws(CommandFailure) in
      guard let page = DiagnosticCatalogue.entry(of: code) else {
        throw CommandFailure(
          .notFound, code: "BP0936", "no diagnostic has the code `\(code)`",
          help: ["codes are `BP` and four digits, as messages print them"])
      }
      let lines = ["\(page.code): \(page.title)", "", page.explanation, "", "Wrong:", ""]
      for line in lines { surroundings.console.result(line) }
      surroundings.console.result(page.bad.indented)
      surroundings.console.result("\nRight:\n")
      surroundings.console.result(page.good.indented)
    }
  }
}

extension String {
  /// The lines of this text, each moved in by two spaces.
  fileprivate var indented: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
      .joined(separator: "\n")
  }
}

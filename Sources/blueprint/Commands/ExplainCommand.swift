import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint explain [CODE]`.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a diagnostic code, or list all of them.")

  @Argument(help: "The code, for example BP0204.")
  var code: String?

  @Flag(help: "Print the entries of all codes, in Markdown.")
  var all = false

  @Option(name: .shortAndLong, help: "The form of the result: text or json.")
  var output: OutputForm = .text

  func validate() throws {
    if all && code != nil { throw ValidationError("--all takes no code") }
  }

  func run() async throws {
    try await runCommand(output: output) { surroundings throws(CommandFailure) in
      let console = surroundings.console
      if let code { return console.result(shown(try entry(code))) }
      if output != .text {
        let entries = DiagnosticCatalogue.entries
        return console.result(Value.list(entries.map(\.json)).canonicalJSON)
      }
      if all { return console.resultText(DiagnosticCatalogue.markdown) }
      for line in list { console.result(line) }
    }
  }

  private func entry(_ code: String) throws(CommandFailure) -> CatalogueEntry {
    if let entry = DiagnosticCatalogue.entry(of: code) { return entry }
    throw CommandFailure(
      .notFound, code: "BP0936", "no diagnostic has the code `\(code)`",
      help: [
        "codes are `BP` and four digits, as messages print them",
        "list all: blueprint explain",
      ])
  }

  private func shown(_ entry: CatalogueEntry) -> String {
    output == .text ? entry.text : entry.json.canonicalJSON
  }

  /// Titles by group.
  private var list: [String] {
    var lines: [String] = []
    for group in CatalogueGroup.allCases where !group.entries.isEmpty {
      lines += (lines.isEmpty ? [] : [""]) + [group.title]
      lines += group.entries.map { "  \($0.code)  \($0.title)" }
    }
    return lines + ["", "More of one: blueprint explain CODE"]
  }
}

extension CatalogueEntry {
  /// The entry for programs.
  fileprivate var json: Value {
    [
      "code": .string(code), "title": .string(title), "explanation": .string(explanation),
      "bad": .string(bad), "good": .string(good), "form": .string(form.rawValue),
    ]
  }
}

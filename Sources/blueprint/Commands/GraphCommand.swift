import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint graph`.
struct GraphCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "Show what needs what, as a tree, in levels, and the longest chain.",
    discussion: """
      For a picture: blueprint compile --emit svg --to FILE
      """)

  @Option(help: "What is shown: application, or plan for the steps of a deploy.")
  var of: DrawingSubject = .application

  @Flag(help: "Draw with plain ASCII signs (default where the locale is not UTF-8).")
  var ascii = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let outline = try await outline(surroundings)
      if common.output == .json {
        return surroundings.console.result(outline.json.canonicalJSON)
      }
      let renderer = TreeRenderer(isASCII: ascii || !surroundings.hasUnicodeLocale)
      for line in renderer.lines(outline) { surroundings.console.result(line) }
    }
  }

  private func outline(
    _ surroundings: Surroundings
  ) async throws(CommandFailure) -> DependencyOutline {
    switch of {
    case .application:
      let view = ApplicationView(common: common, inputs: inputs, surroundings: surroundings)
      return DependencyOutline(try await view.sketch())
    case .plan:
      let preview = DeployPreview(common: common, inputs: inputs, surroundings: surroundings)
      return DependencyOutline(try await preview.plan())
    }
  }
}

extension Surroundings {
  /// Whether the user's locale shows more than ASCII.
  var hasUnicodeLocale: Bool {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let locale = names.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let lower = locale.lowercased()
    return lower.contains("utf-8") || lower.contains("utf8")
  }
}

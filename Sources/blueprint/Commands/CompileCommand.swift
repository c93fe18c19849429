import ArgumentParser
import BlueprintCompiler
import BlueprintModel
import BlueprintSchemas

/// `blueprint compile --emit FORM`.
struct CompileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile", abstract: "Compile a blueprint into a form for other programs.",
    discussion: """
      application: the resolved application as JSON, without the values of secrets. plan: the \
      plan of a deploy as JSON, as `plan --out` saves it. schema: the language's JSON Schema. \
      svg, dot, mermaid: a drawing of machines and services, or with `--of plan` of the steps.
      """)

  @Option(help: "The form: application, plan, schema, dot, svg or mermaid.")
  var emit: Emission = .application

  @Option(help: "What is drawn: application or plan.")
  var of: DrawingSubject = .application

  @Option(help: "Write to this file (default: standard output).")
  var to: String?

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  /// The forms.
  enum Emission: String, ExpressibleByArgument, CaseIterable {
    case application, plan, schema, dot, svg, mermaid

    var isDrawing: Bool { self == .dot || self == .svg || self == .mermaid }
  }

  func validate() throws {
    if of == .plan, !emit.isDrawing {
      throw ValidationError("--of goes with --emit dot, svg or mermaid")
    }
  }

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      if let to { try refuseTheBlueprint(as: to) }
      let text = try await text(surroundings)
      guard let to else { return surroundings.console.resultText(text) }
      try write(text, to: to)
    }
  }

  private func write(_ text: String, to path: String) throws(CommandFailure) {
    do { try Files.export(Array(text.utf8), to: path, mode: emit == .plan ? 0o600 : 0o644) } catch {
      throw CommandFailure(
        .failed, code: "BP0946", "`\(path)` cannot be written: \(error.reason)")
    }
  }

  private func text(_ surroundings: Surroundings) async throws(CommandFailure) -> String {
    let view = ApplicationView(common: common, inputs: inputs, surroundings: surroundings)
    let preview = DeployPreview(common: common, inputs: inputs, surroundings: surroundings)
    switch emit {
    case .application: return try await view.application().json.canonicalJSON + "\n"
    case .plan: return try await preview.plan().json.canonicalJSON + "\n"
    case .schema: return Schema.blueprint.text
    case .dot, .svg, .mermaid:
      let diagram =
        of == .plan ? Diagram(try await preview.plan()) : Diagram(try await view.sketch())
      return emit == .svg ? diagram.svg : emit == .dot ? diagram.dot : diagram.mermaid
    }
  }

  private func refuseTheBlueprint(as path: String) throws(CommandFailure) {
    guard let target = Files.resolved(path), emit != .schema,
      target == Files.resolved(try BlueprintFile(options: common).path)
    else { return }
    throw CommandFailure(
      .usage, code: "BP0938", "the result would take the place of the blueprint `\(path)`",
      help: ["name another file with --to"])
  }
}

import ArgumentParser
import BlueprintCompiler
import BlueprintLanguageServer
import BlueprintModel

/// `blueprint lsp`: the language server that editors start.
struct LSPCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp", abstract: "Serve an editor on standard input and output.",
    discussion: """
      A language server for editors, which start it themselves: diagnostics as you type, fixes,
      completion, hover, go to definition, references, rename and an outline. It speaks the
      Language Server Protocol; see docs/guides/editors.md for how to set up an editor.
      """)

  @Flag(help: "Accepted, since many editors pass it; there is no other way of serving.")
  var stdio = false

  func run() async throws {
    try await runCommand { _ throws(CommandFailure) in
      let surroundings: ServerSurroundings
      do {
        surroundings = try ServerSurroundings(
          version: Version.text, manifests: try BundledProvider.manifests(),
          read: { directory, path throws(FileReadFailure) in
            try ProjectFiles(directory: directory).read(path)
          },
          blueprints: { ProjectFiles(directory: Files.directory(of: $0)).blueprints() })
      } catch let failure as CommandFailure {
        throw failure
      } catch {
        throw CommandFailure(.bug, code: "BP0999", "the built-in schema: \(error)")
      }
      let status = await Session(surroundings).run()
      if status != 0 { throw CommandFailure(.failed) }
    }
  }
}

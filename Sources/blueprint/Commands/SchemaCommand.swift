import ArgumentParser
import BlueprintSchemas

/// `blueprint schema [NAME]`.
struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print a JSON Schema, for editors and other tools.")

  @Argument(help: "Which: blueprint, test, plugin-manifest, plugin-protocol or event-stream.")
  var name: Schema = .blueprint

  func run() async throws {
    try await runCommand { surroundings throws(CommandFailure) in
      surroundings.console.resultText(name.text)
    }
  }
}

extension Schema: ExpressibleByArgument {}

import ArgumentParser
import BlueprintModel
import ProviderKit

/// `blueprint plugin`.
struct PluginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin", abstract: "Work with provider plugins.",
    subcommands: [PluginListCommand.self, PluginServeCommand.self])
}

/// `blueprint plugin list`.
struct PluginListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the bundled providers.")

  func run() async throws {
    try await runCommand { surroundings throws(CommandFailure) in
      var table = Table(["PROVIDER", "VERSION", "WHAT IT DOES"])
      for manifest in try BundledProvider.manifests() {
        table.add([manifest.name, manifest.version, manifest.summary])
      }
      for line in table.lines { surroundings.console.result(line) }
    }
  }
}

/// `blueprint plugin serve NAME`: this program as the plugin process of a bundled provider.
struct PluginServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve a bundled provider on standard input and output, by the plugin protocol.")

  @Argument(help: "The provider's name.")
  var name: String

  func run() async throws {
    try await runCommand { surroundings throws(CommandFailure) in
      guard let provider = BundledProvider(rawValue: name) else {
        throw CommandFailure(
          .notFound, code: "BP0603", "no provider named `\(name)` is bundled",
          help: ["see: blueprint plugin list"])
      }
      let server = PluginServer(manifest: try provider.manifest()) { directory in
        provider.make(stateDirectory: directory)
      }
      await server.run()
    }
  }
}

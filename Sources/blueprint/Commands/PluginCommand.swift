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
      var table = Table(["PROVIDER", "VERSION", "FOR", "WHAT IT IS"])
      for provider in BundledProvider.allCases {
        let manifest = try provider.manifest()
        let use = provider.maker == nil ? "planning" : "deploying"
        table.add([manifest.name, manifest.version, use, manifest.summary])
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
          .notFound, code: "BP0601", "no provider named `\(name)` is bundled",
          help: ["see: blueprint plugin list"])
      }
      guard let maker = provider.maker else {
        throw CommandFailure(
          .notFound, code: "BP0606", "this version cannot run the provider `\(name)`",
          help: ["blueprints for it can be validated, compiled and planned"])
      }
      await PluginServer(manifest: try provider.manifest(), makeProvider: maker).run()
    }
  }
}

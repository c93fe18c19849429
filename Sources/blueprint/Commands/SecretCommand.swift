import ArgumentParser

/// `blueprint secret`.
struct SecretCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secret", abstract: "Keep the secrets of a deployment.",
    subcommands: [
      SecretSetCommand.self, SecretListCommand.self, SecretUnsetCommand.self,
      SecretRotateCommand.self,
    ])
}

import ArgumentParser

/// `blueprint store`.
struct StoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Look after the store of runs and state.",
    subcommands: [StoreCheckCommand.self])
}

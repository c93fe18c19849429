import ArgumentParser

/// `blueprint version`.
struct VersionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Print the version.")

  func run() async throws {
    try await runCommand { $0.console.result("blueprint \(Version.text)") }
  }
}

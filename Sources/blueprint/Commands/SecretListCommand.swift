import ArgumentParser
import BlueprintModel

/// `blueprint secret list`.
struct SecretListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the secrets of a deployment, without their values.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let place = try await SecretWorkplace.open(common, makesState: false, surroundings)
      let list = try await SecretListing(place)
      if common.output == .json { return surroundings.console.result(list.json.canonicalJSON) }
      guard !list.rows.isEmpty else {
        return surroundings.console.tell("\(place.deployment) has no secrets")
      }
      for line in list.lines { surroundings.console.result(line) }
    }
  }
}

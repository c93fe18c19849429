import ArgumentParser

/// `blueprint secret unset NAME`.
struct SecretUnsetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Forget a secret: the next deploy has to be given it.",
    discussion: "Its value stays sealed for a while, to be masked in logs; nothing is given it.")

  @Argument(help: "The input.")
  var name: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let place = try await SecretWorkplace.open(common, makesState: false, surroundings)
      try await SecretChange(place: place, surroundings: surroundings)
        .unset(name, output: common.output)
    }
  }
}

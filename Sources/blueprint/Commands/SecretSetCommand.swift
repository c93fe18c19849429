import ArgumentParser
import BlueprintModel
import Glibc

/// `blueprint secret set NAME`.
struct SecretSetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Set a secret input, before the first deploy or between two.",
    discussion: """
      The value is asked for on a terminal, and read from standard input elsewhere. A line end at \
      its end is not part of it. The next deploy uses it; what runs goes on with the old one until \
      then.
      """)

  @Argument(help: "The input.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "Where the value comes from: env:VARIABLE, file:PATH, command:COMMAND, age:FILE.",
      valueName: "source"))
  var from: String?

  @Option(help: "The identity file for age (default: BLUEPRINT_AGE_IDENTITY).")
  var identity: String?

  @Flag(help: "Keep a line end at the end of the value.")
  var keepLineEnd = false

  @Flag(help: "Do not look at the blueprint's declaration of the input.")
  var unchecked = false

  @OptionGroup var common: CommonOptions

  @Option(
    name: [.customShort("p"), .long], help: "A profile of the blueprint to apply; may be repeated.")
  var profile: [String] = []

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let source =
        try from.map(SecretSource.init(text:))
        ?? (isatty(STDIN_FILENO) == 1 ? .terminal : .standardInput)
      try checkName()
      let place = try await SecretWorkplace.open(common, makesState: true, surroundings)
      let reader = SecretReader(
        name: name, identity: identity, keepsLineEnd: keepLineEnd, surroundings: surroundings)
      let text = try await reader.value(from: source)
      var inputs = InputOptions()
      inputs.profile = profile
      inputs.variables = []
      inputs.varFile = []
      let value =
        unchecked
        ? .string(text) : try place.checked(text, from: source.name, for: name, inputs: inputs)
      let change = SecretChange(place: place, surroundings: surroundings)
      try await change.set(name, to: value, from: source.name, output: common.output)
    }
  }

  private func checkName() throws(CommandFailure) {
    let allowed = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
        || (0x61...0x7a).contains(byte) || [0x5f, 0x2d, 0x2e].contains(byte)
    }
    guard allowed, !name.isEmpty else {
      throw CommandFailure(
        .usage, code: "BP0725", "`\(name)` is no name of an input",
        help: ["name the input as the blueprint does; its value is read from elsewhere"])
    }
  }
}

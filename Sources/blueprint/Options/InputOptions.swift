import ArgumentParser

/// Options that give values to the blueprint's inputs.
struct InputOptions: ParsableArguments {
  @Option(
    name: [.customShort("p"), .long],
    help: "A profile of the blueprint to apply; may be repeated, later ones win.")
  var profile: [String] = []

  @Option(name: .customLong("var"), help: "An input: NAME=VALUE; may be repeated.")
  var variables: [String] = []

  @Option(help: "A YAML or JSON file with inputs; may be repeated, later ones win.")
  var varFile: [String] = []

  /// Whether nothing was given.
  var isEmpty: Bool { profile.isEmpty && variables.isEmpty && varFile.isEmpty }
}

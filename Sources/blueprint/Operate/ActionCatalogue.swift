import BlueprintCompiler
import BlueprintModel

/// The actions of the blueprint that a command works on.
struct ActionCatalogue {
  /// The actions, in the order of the text.
  let actions: [ActionSpec]

  /// Compiles the blueprint. That inputs have no value yet does not matter here.
  init(
    common: CommonOptions, inputs: InputOptions, _ surroundings: Surroundings
  ) throws(CommandFailure) {
    let file = try BlueprintFile(options: common)
    let compilation = Compilation(
      file: file, options: inputs, counts: [:], surroundings: surroundings)
    let sources = InputSources(
      options: inputs, surroundings: surroundings, remembered: [:], rememberedSecrets: [:])
    let result = try compilation.compile(try sources.gather())
    let mistakes = result.diagnosticsBesidesMissingInputs
    guard !mistakes.hasErrors else {
      throw CommandFailure(.invalid, mistakes, sources: result.sources)
    }
    actions = result.actions
  }

  /// The action `name`.
  func find(_ name: String) throws(CommandFailure) -> ActionSpec {
    if let action = actions.first(where: { $0.name == name }) { return action }
    let known = actions.map { "`\($0.name)`" }.joined(separator: ", ")
    throw CommandFailure(
      .notFound, code: "BP0842", "no action named `\(name)`",
      help: [known.isEmpty ? "the blueprint has no actions" : "actions: \(known)"])
  }
}

import BlueprintCompiler
import BlueprintModel

/// An action that a command asks for, and where its inputs come from.
struct ActionRequest {
  /// The action's name.
  let name: String
  /// The options that give the inputs.
  let options: InputOptions

  /// The action's inputs; who sits at a terminal is asked for those without a value. Throws with
  /// all mistakes if there is one. An action that does not exist has none: planning says so.
  func inputs(
    for application: Application, _ surroundings: Surroundings
  ) throws(CommandFailure) -> ActionInputs {
    guard let action = application.actions.first(where: { $0.name == name }) else { return .none }
    let sources = InputSources(
      options: options, surroundings: surroundings, remembered: [:], rememberedSecrets: [:])
    var given = try sources.gather()
    var inputs = action.bind(given)
    if !inputs.missing.isEmpty, surroundings.console.isInteractive {
      given += try Compilation.ask(for: inputs.missing, surroundings.console)
      inputs = action.bind(given)
    }
    guard !inputs.diagnostics.hasErrors else {
      throw CommandFailure(.invalid, inputs.diagnostics)
    }
    return inputs
  }
}

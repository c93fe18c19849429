import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint action`.
struct ActionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "action", abstract: "Look at the blueprint's actions, and run them.",
    subcommands: [
      ActionListCommand.self, ActionShowCommand.self, ActionPlanCommand.self,
      ActionRunCommand.self,
    ])
}

/// `blueprint action list`.
struct ActionListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the actions of a blueprint.")

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let actions = try ActionCatalogue(common: common, inputs: inputs, surroundings).actions
      if common.output == .json {
        return surroundings.console.result(Value.list(actions.map(\.json)).canonicalJSON)
      }
      if actions.isEmpty { return surroundings.console.tell("the blueprint has no actions") }
      var table = Table(["ACTION", "INPUTS", "WHAT IT DOES"])
      for action in actions {
        table.add([
          action.name, action.inputs.map(\.name).joined(separator: ", "), action.description,
        ])
      }
      for line in table.lines { surroundings.console.result(line) }
    }
  }
}

/// `blueprint action show NAME`.
struct ActionShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show an action's inputs and steps.")

  @Argument(help: "The action.")
  var name: String

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let action = try ActionCatalogue(common: common, inputs: inputs, surroundings).find(name)
      if common.output == .json {
        return surroundings.console.result(action.json.canonicalJSON)
      }
      let presenter = ActionPresenter(style: Style(enabled: surroundings.console.colour))
      for line in presenter.lines(action) { surroundings.console.result(line) }
    }
  }
}

import ArgumentParser
import BlueprintEngine
import BlueprintModel

/// `blueprint outputs [NAME]`.
struct OutputsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outputs", abstract: "Print the deployment's outputs, or one of them.")

  @Argument(help: "The output.")
  var name: String?

  @Flag(help: "Show the values of secret outputs.")
  var reveal = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let view = try await DeploymentView.open(common, surroundings)
      var state = try await view.state()
      if reveal { state.outputs = try await revealed(state, in: view.workspace) }
      if let name { return try show(name, of: state, surroundings.console) }
      if common.output == .json {
        let outputs = ValueMap(state.outputs.map { ($0.name, $0.value) })
        return surroundings.console.result(Value.map(outputs).canonicalJSON)
      }
      for output in state.outputs {
        surroundings.console.result("\(output.name) = \(output.value.plainText)")
      }
    }
  }

  private func revealed(
    _ state: DeploymentState, in workspace: Workspace
  ) async throws(CommandFailure) -> [PlannedOutput] {
    let secrets = try await workspace.vault(of: state.name).values
    var outputs: [PlannedOutput] = []
    for output in state.outputs {
      var shown = output
      do throws(Failure) { shown.value = try state.revealed(output, secrets: secrets) } catch {
        throw CommandFailure(
          .secret, code: "BP0952", "the output `\(output.name)` cannot be shown: \(error.message)")
      }
      outputs.append(shown)
    }
    return outputs
  }

  private func show(
    _ name: String, of state: DeploymentState, _ console: Console
  ) throws(CommandFailure) {
    guard let output = state.outputs.first(where: { $0.name == name }) else {
      let known = state.outputs.map { "`\($0.name)`" }.joined(separator: ", ")
      throw CommandFailure(
        .notFound, code: "BP0940", "`\(state.name)` has no output `\(name)`",
        help: [known.isEmpty ? "it has no outputs" : "it has \(known)"])
    }
    console.result(
      common.output == .json ? output.value.canonicalJSON : output.value.plainText)
  }
}

import ArgumentParser
import BlueprintModel

/// `blueprint outputs [NAME]`.
struct OutputsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outputs", abstract: "Print the deployment's outputs, or one of them.")

  @Argument(help: "The output.")
  var name: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let state = try await DeploymentView.open(common, surroundings).state()
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

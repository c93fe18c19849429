import ArgumentParser
import BlueprintEngine
import BlueprintModel

/// `blueprint logs services.web[0]`.
struct LogsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Print the last log lines of a service instance.")

  @Argument(help: "The instance's address, for example services.web[0] or web[0].")
  var address: String

  @Option(name: .customShort("n"), help: "How many lines.")
  var lines: Int = 100

  @Flag(name: .long, help: "Go on printing lines as they appear.")
  var follow = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let view = try await DeploymentView.open(common, surroundings)
      let instance = try ServiceInstance.find(address, in: try await view.state())
      let question = ProviderQuestion(workspace: view.workspace, deployment: view.deployment)
      let redaction = try await view.workspace.vault(of: view.deployment).redaction
      var input: ValueMap = [
        "host": .map(instance.host), "name": .string(instance.name), "lines": .integer(lines),
      ]
      repeat {
        let outputs = try await question.ask(
          "service.logs", of: instance.resource.target,
          about: instance.resource.address.description, input: .map(input))
        for line in outputs["lines"]?.list ?? [] {
          surroundings.console.result(redaction.masking(line.plainText))
        }
        if let offset = outputs["offset"] { input["offset"] = offset }
        if follow {
          do { try await Task.sleep(for: .milliseconds(300)) } catch { return }
        }
      } while follow
      await view.workspace.plugins.shutdown()
    }
  }
}

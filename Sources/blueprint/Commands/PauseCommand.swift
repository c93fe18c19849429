import ArgumentParser
import BlueprintModel

/// `blueprint pause [RUN]`.
struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Have a run begin nothing more until `resume`.",
    discussion: """
      What is under way comes to its end. `cancel` ends the run for good.
      """)

  @OptionGroup var steer: SteerOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      let view = try await RunView.open(steer.run, or: .active, common, surroundings)
      try await Steering(view: view, common: common, drive: .standard, waits: steer.wait)
        .ask([.pause], goesOn: false, "pause")
    }
  }
}

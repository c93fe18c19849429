import ArgumentParser
import BlueprintModel

/// `blueprint cancel [RUN]`.
struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "End a run before its time.",
    discussion: """
      Nothing more is begun, and what is under way comes to its end; with --abort it is given up.
      If no process drives the run, this one brings it to its end.
      """)

  @OptionGroup var steer: SteerOptions

  @Flag(help: "Give up what is under way, too.")
  var abort = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var drive: DriveOptions

  func run() async throws {
    try await runCommand(common, .run) { surroundings throws(CommandFailure) in
      let view = try await RunView.open(steer.run, or: .active, common, surroundings)
      try await Steering(view: view, common: common, drive: drive, waits: steer.wait)
        .ask([abort ? .abort : .cancel], goesOn: true, abort ? "abort" : "cancel")
    }
  }
}

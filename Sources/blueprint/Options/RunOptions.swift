import ArgumentParser
import BlueprintModel

/// Options of commands that carry out a plan.
struct RunOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Do not ask before changing anything.")
  var yes = false

  @OptionGroup var drive: DriveOptions

  @Option(
    help: ArgumentHelp(
      "When a step fails: stop begins nothing more; continue goes on with what does not need it; "
        + "rollback undoes what the run did.", valueName: "policy"))
  var onError: FailurePolicy = .stop

  @Option(help: "How long the run may take, for example 1h; then nothing more is begun.")
  var deadline: String?

  @Option(
    name: .customLong("include"),
    help: "The address of a protected resource that may be deleted; may be repeated.")
  var included: [String] = []
}

extension RunOptions {
  /// The options as if none was given.
  static var standard: RunOptions {
    var options = RunOptions()
    options.yes = false
    options.drive = .standard
    options.onError = .stop
    options.deadline = nil
    options.included = []
    return options
  }

  /// How the run of a plan that is created now is to be carried out.
  func settings(at now: Timestamp) throws(CommandFailure) -> RunSettings {
    let limit = try deadline.map { text throws(CommandFailure) in
      try Duration(option: "--deadline", text)
    }
    return RunSettings(policy: onError, deadline: limit.map { now + $0 })
  }
}

extension FailurePolicy: ExpressibleByArgument {}

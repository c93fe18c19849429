import ArgumentParser
import BlueprintModel

/// Options of commands that drive a run.
struct DriveOptions: ParsableArguments {
  @Option(help: "Steps performed at the same time.")
  var parallelism: Int = 16

  @Option(help: "How long to wait for another command on this deployment, for example 30s.")
  var lockTimeout: String = "0s"

  @Flag(help: "Drive the run in a background process, print its name and return.")
  var detach = false

  func validate() throws {
    guard parallelism > 0 else { throw ValidationError("--parallelism must be at least 1") }
  }
}

extension DriveOptions {
  /// The options as if none was given.
  static var standard: DriveOptions {
    var options = DriveOptions()
    options.parallelism = 16
    options.lockTimeout = "0s"
    options.detach = false
    return options
  }

  /// The time that `--lock-timeout` gives.
  func lockTimeoutDuration() throws(CommandFailure) -> Duration {
    try Duration(option: "--lock-timeout", lockTimeout)
  }
}

extension Duration {
  /// The duration that an option gives.
  init(option: String, _ text: String) throws(CommandFailure) {
    guard let duration = Duration(blueprintText: text) else {
      throw CommandFailure(
        .usage, code: "BP0935", "`\(option) \(text)` is no duration",
        help: ["write `30s` or `5m`"])
    }
    self = duration
  }
}

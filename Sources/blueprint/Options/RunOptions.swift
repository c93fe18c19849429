import ArgumentParser

/// Options of commands that carry out a plan.
struct RunOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Do not ask before changing anything.")
  var yes = false

  @Option(help: "Steps performed at the same time.")
  var parallelism: Int = 16

  @Option(help: "How long to wait for another command on this deployment, for example 30s.")
  var lockTimeout: String = "0s"

  @Option(
    name: .customLong("include"),
    help: "The address of a protected resource that may be deleted; may be repeated.")
  var included: [String] = []

  func validate() throws {
    guard parallelism > 0 else { throw ValidationError("--parallelism must be at least 1") }
  }
}

import ArgumentParser

/// Options of commands that ask something of a run.
struct SteerOptions: ParsableArguments {
  @Argument(help: "The run (default: the deployment's unfinished run).")
  var run: String?

  @Flag(help: "Watch until whoever drives the run has taken the request up.")
  var wait = false
}

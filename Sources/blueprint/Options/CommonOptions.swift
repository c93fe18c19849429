import ArgumentParser

/// Options that every command takes which works on a blueprint or a deployment.
struct CommonOptions: ParsableArguments {
  @Option(name: [.customShort("C"), .long], help: "Work as if started in this directory.")
  var chdir: String?

  @Option(
    name: .shortAndLong,
    help: "The blueprint, or a directory that holds a blueprint.yaml (default: ./blueprint.yaml).")
  var file: String?

  @Option(name: .shortAndLong, help: "The deployment (default: the blueprint's name).")
  var deployment: String?

  @Option(
    help: "Where state, machines and backups are kept (default: .blueprint beside the blueprint).")
  var stateDir: String?

  @Option(name: .shortAndLong, help: "The form of the result: text, json, or jsonl for events.")
  var output: OutputForm = .text

  @Option(
    help: ArgumentHelp(
      "Write what the compiler found besides: sarif=F, junit=F, md=F, github; or a picture of the "
        + "run: FILE.html, FILE.svg; by commas.",
      valueName: "form"))
  var report: [ReportTargets] = []
}

/// The form of a command's result.
enum OutputForm: String, ExpressibleByArgument, CaseIterable {
  case text, json
  /// An object a line: the event stream of a run, or for `validate` one for each blueprint.
  case jsonl
}

import ArgumentParser
import BlueprintCompiler
import BlueprintModel

/// `blueprint validate`: everything that can be known without touching a machine.
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check blueprints without touching anything.",
    discussion: """
      Inputs that have no value yet are not an error here: a blueprint is checked as far as it
      goes without them.
      """)

  @Argument(
    help: ArgumentHelp(
      "Blueprints, or directories: every blueprint.yaml below them; - is standard input.",
      valueName: "path"))
  var paths: [String] = []

  @Flag(help: "Apply the fixes that are surely meant, and check again.")
  var fix = false

  @Flag(help: "With --fix: show what would change, and change nothing.")
  var diff = false

  @Flag(help: "End with 4 for warnings, too.")
  var denyWarnings = false

  @Flag(help: "Check without a profile, and with each profile of a blueprint in turn.")
  var allProfiles = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var inputs: InputOptions

  func validate() throws {
    if diff && !fix { throw ValidationError("--diff goes with --fix") }
    if allProfiles && !inputs.profile.isEmpty {
      throw ValidationError("--all-profiles and --profile exclude each other")
    }
  }

  func run() async throws {
    try await runCommand(common, .lines) { surroundings throws(CommandFailure) in
      let session = CheckSession(
        inputs: inputs, allProfiles: allProfiles,
        mending: fix ? (diff ? .shown : .written) : .none, surroundings: surroundings)
      let files = try session.check(try named())
      if files.count == 1, let file = files.first, !file.isThere {
        throw CommandFailure(.notFound, file.diagnostics)
      }
      CheckPresenter(surroundings: surroundings, output: common.output).show(files)
      let subjects = files.map {
        CheckReport.Subject(file: $0.path, diagnostics: $0.diagnostics, sources: $0.sources)
      }
      try ReportWriter(common, surroundings).write(subjects)
      let found = CheckReport(subjects: subjects, programVersion: Version.text, directory: "/")
      guard found.isGood(denyingWarnings: denyWarnings) else { throw CommandFailure(.invalid) }
    }
  }

  private func named() throws(CommandFailure) -> [String] {
    if !paths.isEmpty { return try BlueprintSearch.paths((common.file.map { [$0] } ?? []) + paths) }
    let file = common.file ?? "blueprint.yaml"
    return [Files.isDirectory(file) ? Files.join(file, "blueprint.yaml") : file]
  }
}

import ArgumentParser
import BlueprintCompiler
import BlueprintModel
import BlueprintSimulation

/// `blueprint test [PATH…]`.
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Rehearse blueprints: run the operations of tests on simulated machines.",
    discussion: """
      A test is a file NAME.test.yaml beside a blueprint: operations in order, what goes wrong, and
      what is expected. Nothing real is touched, and time is simulated. `blueprint schema test`
      prints the form of the files.
      """)

  @Argument(
    help: ArgumentHelp("Tests, or directories: every *.test.yaml below them.", valueName: "path"))
  var paths: [String] = ["."]

  @Option(help: "Do only the repetition with this seed.")
  var seed: Int?

  @Option(help: "Repeat each test with so many seeds, whatever it says.")
  var seeds: Int?

  @Option(help: "Stop after the operation with this number.")
  var operation: Int?

  @Flag(name: .shortAndLong, help: "Show every step.")
  var verbose = false

  @Option(name: [.customShort("C"), .long], help: "Work as if started in this directory.")
  var chdir: String?

  @Option(name: .shortAndLong, help: "The form of the result: text or json.")
  var output: OutputForm = .text

  @Option(help: ArgumentHelp("Write a report besides: junit=F.", valueName: "form"))
  var report: [ReportTargets] = []

  func validate() throws {
    guard seeds.map({ $0 > 0 }) ?? true, seed.map({ $0 >= 0 }) ?? true else {
      throw ValidationError("--seeds must be at least 1, and --seed at least 0")
    }
    guard report.flatMap(\.targets).allSatisfy({ $0.form == .junit }) else {
      throw ValidationError("tests have reports of the form junit=F only")
    }
  }

  func run() async throws {
    try await runCommand(output: output, in: chdir) { surroundings throws(CommandFailure) in
      let files = try read(surroundings)
      var runs: [TestRun] = []
      let presenter = TestPresenter(surroundings: surroundings, isVerbose: verbose)
      for file in files {
        let repetitions = self.seeds(of: file.test).map {
          TestRun(file, seed: $0, last: operation)
        }
        if output == .text { presenter.show(repetitions) }
        runs += repetitions
      }
      try conclude(runs, surroundings)
    }
  }

  /// All tests, read before any is done. What is wrong with any is told of all.
  private func read(_ surroundings: Surroundings) throws(CommandFailure) -> [TestFile] {
    var files: [TestFile] = []
    var failures: [CommandFailure] = []
    for path in try TestSearch.paths(paths) {
      do throws(CommandFailure) { files.append(try TestFile(path: path)) } catch {
        failures.append(error)
      }
    }
    guard let first = failures.first else { return files }
    throw CommandFailure(
      first.exitCode, failures.flatMap(\.diagnostics), sources: failures.flatMap(\.sources))
  }

  private func seeds(of test: BlueprintTest) -> Range<Int> {
    if let seed { return seed..<seed + 1 }
    return test.seed..<test.seed + (seeds ?? test.seeds)
  }

  private func conclude(_ runs: [TestRun], _ surroundings: Surroundings) throws(CommandFailure) {
    let failed = runs.count { !$0.isPassed }
    for case let path? in report.flatMap(\.targets).map(\.path) {
      do {
        try Files.export(Array(TestJUnitReport(runs: runs).xml.utf8), to: path, mode: 0o644)
      } catch {
        throw CommandFailure(
          .failed, code: "BP0946", "the report `\(path)` cannot be written: \(error.reason)")
      }
    }
    let exitCode = failed == 0 ? ExitCode.success : .failed
    if output == .text {
      let operations = runs.reduce(0) { $0 + $1.results.count }
      surroundings.console.result(
        "\(runs.count - failed) passed, \(failed) failed; \(operations) operations")
    } else {
      let summary: Value = [
        "passed": .integer(runs.count - failed), "failed": .integer(failed),
        "runs": .list(runs.map(\.json)), "exit_code": .integer(Int(exitCode.rawValue)),
      ]
      surroundings.console.result(summary.canonicalJSON)
    }
    guard exitCode == .success else { throw CommandFailure(exitCode) }
  }
}

import ArgumentParser
import BlueprintCompiler
import BlueprintModel
import SQLiteStore

/// `blueprint store check`.
struct StoreCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read everything in the store and tell what is damaged; nothing is changed.",
    discussion: """
      Verifies the file, the hash of each plan, each journal (its sequence, its terms, the hash \
      chain over its entries, what it comes to), and the record of each deployment. A store in use \
      can be checked. Ends with 14 if anything is wrong.
      """)

  @Argument(help: "The store's file (default: state.db in the state directory).")
  var store: String?

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let path = try storePath(surroundings)
      let report = await StoreCheck(path: path).run()
      if common.output == .json {
        surroundings.console.result(json(report).canonicalJSON)
        guard report.findings.isEmpty else { throw CommandFailure(.verification) }
        return
      }
      guard report.findings.isEmpty else {
        throw CommandFailure(.verification, report.findings.map(diagnostic))
      }
      surroundings.console.result("\(path): sound: \(summary(report))")
    }
  }

  private func storePath(_ surroundings: Surroundings) throws(CommandFailure) -> String {
    let file = common.file ?? "."
    let beside = Files.isDirectory(file) ? file : Files.directory(of: file)
    let path = store ?? "\(Workspace.path(common, beside: beside, surroundings))/state.db"
    guard Files.exists(path) else {
      throw CommandFailure(
        .notFound, code: "BP0926", "there is no store at `\(path)`",
        help: ["name its directory with --state-dir, or the file itself"])
    }
    return Files.resolved(path) ?? path
  }

  private func diagnostic(_ finding: StoreFinding) -> Diagnostic {
    Diagnostic(code: "BP0925", "\(finding.place): \(finding.problem)", help: [finding.help])
  }

  private func summary(_ report: StoreReport) -> String {
    let counts = report.counts
    return "runs: \(counts.runs), entries: \(counts.entries) (chained: \(counts.chained)), "
      + "deployments: \(counts.deployments), resources: \(counts.resources)"
  }

  private func json(_ report: StoreReport) -> Value {
    let counts = report.counts
    return [
      "store": .string(report.path), "schema": report.schema.map(Value.integer) ?? .null,
      "sound": .boolean(report.findings.isEmpty),
      "runs": .integer(counts.runs), "entries": .integer(counts.entries),
      "chained": .integer(counts.chained), "deployments": .integer(counts.deployments),
      "resources": .integer(counts.resources),
      "findings": .list(
        report.findings.map { finding in
          [
            "place": .string(finding.place), "problem": .string(finding.problem),
            "help": .string(finding.help),
          ]
        }),
    ]
  }
}

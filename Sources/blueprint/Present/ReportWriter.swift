import BlueprintCompiler
import BlueprintModel

/// Writes the reports that `--report` asks for.
struct ReportWriter {
  private let targets: [ReportTarget]
  private let console: Console
  private let isJSON: Bool

  /// A writer of what `options` ask for.
  init(_ options: CommonOptions, _ surroundings: Surroundings) {
    targets = options.checkReports
    console = surroundings.console
    isJSON = options.output != .text
  }

  /// Writes `subjects` in every form that was asked for.
  func write(_ subjects: [CheckReport.Subject]) throws(CommandFailure) {
    guard !targets.isEmpty else { return }
    let report = CheckReport(
      subjects: subjects, programVersion: Version.text, directory: Files.absolute("."))
    for target in targets { try write(report, target) }
  }

  private func write(_ report: CheckReport, _ target: ReportTarget) throws(CommandFailure) {
    let text =
      switch target.form {
      case .sarif: report.sarif
      case .junit: report.junit
      case .github: report.githubCommands.map { $0 + "\n" }.joined()
      case .md: report.markdown
      case .html, .svg: ""
      }
    guard let path = target.path else {
      // The runner reads both streams; a result in JSON stays alone on its own.
      return isJSON ? console.put(text) : console.resultText(text)
    }
    if path == "-" { return console.resultText(text) }
    do { try Files.export(Array(text.utf8), to: path, mode: 0o644) } catch {
      throw CommandFailure(
        .failed, code: "BP0946", "the report `\(path)` cannot be written: \(error.reason)")
    }
  }
}

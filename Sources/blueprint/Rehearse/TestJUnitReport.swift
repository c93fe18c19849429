import BlueprintCompiler
import BlueprintSimulation

/// JUnit's XML of tests: a suite for each repetition of a test, in it a case for each operation.
struct TestJUnitReport {
  let runs: [TestRun]

  var xml: String {
    let cases = runs.reduce(0) { $0 + $1.results.count }
    let failures = runs.count { !$0.isPassed }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites name=\"blueprint test\" tests=\"\(cases)\" failures=\"\(failures)\" "
      + "errors=\"0\">\n" + runs.map(suite).joined() + "</testsuites>\n"
  }

  private func suite(_ run: TestRun) -> String {
    let name = "\(run.file.path) (seed \(run.seed))".escapedForReports
    let count = run.results.count + run.left
    return "  <testsuite name=\"\(name)\" tests=\"\(count)\" "
      + "failures=\"\(run.isPassed ? 0 : 1)\" errors=\"0\" skipped=\"\(run.left)\">\n"
      + run.results.map { testcase($0, run) }.joined() + skipped(run) + "  </testsuite>\n"
  }

  private func testcase(_ result: TestResult, _ run: TestRun) -> String {
    let name = "\(result.number) \(result.operation.word) \(result.operation.name)"
    let seconds = Double(result.duration.milliseconds) / 1000
    let head =
      "    <testcase name=\"\(trimmed(name).escapedForReports)\" "
      + "classname=\"\(run.file.path.escapedForReports)\" time=\"\(seconds)\""
    guard !result.isPassed else { return head + "/>\n" }
    let renderer = DiagnosticRenderer(sources: [run.file.source])
    let text =
      renderer.text(of: result.failureDiagnostics + result.conclusion.diagnostics)
      + "\nrepeat it: \(run.repetition)\n"
    let message = result.failures.first.map { "expected that \($0.expected), but \($0.found)" }
    return head
      + ">\n      <failure type=\"BP0973\" message=\"\((message ?? "").escapedForReports)\">"
      + text.escapedForReports + "</failure>\n    </testcase>\n"
  }

  private func skipped(_ run: TestRun) -> String {
    run.file.test.operations.suffix(run.left).enumerated().map { offset, operation in
      let name = "\(run.results.count + offset + 1) \(operation.word)"
      return "    <testcase name=\"\(name.escapedForReports)\" "
        + "classname=\"\(run.file.path.escapedForReports)\"><skipped/></testcase>\n"
    }.joined()
  }

  private func trimmed(_ name: String) -> String {
    name.hasSuffix(" ") ? String(name.dropLast()) : name
  }
}

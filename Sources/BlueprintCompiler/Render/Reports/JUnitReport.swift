import BlueprintModel

/// JUnit's XML, as continuous integration reads it: a suite for each blueprint, in it a failed
/// case for each error. Warnings are told in the suite's output and fail nothing.
struct JUnitReport {
  private let report: CheckReport

  init(_ report: CheckReport) { self.report = report }

  var xml: String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    let tests = report.subjects.reduce(0) { $0 + max(1, $1.errors.count) }
    text += element(
      "testsuites",
      [
        "name": "blueprint", "tests": "\(tests)",
        "failures": "\(report.count(.error))", "errors": "0",
      ])
    for subject in report.subjects { text += suite(subject) }
    return text + "</testsuites>\n"
  }

  private func suite(_ subject: CheckReport.Subject) -> String {
    let file = report.relative(subject.file)
    let errors = subject.errors
    let renderer = DiagnosticRenderer(sources: subject.sources)
    var text =
      "  "
      + element(
        "testsuite",
        [
          "name": file, "tests": "\(max(1, errors.count))",
          "failures": "\(errors.count)", "errors": "0", "skipped": "0",
        ])
    for error in errors { text += failed(error, file, renderer.text(of: error)) }
    if errors.isEmpty {
      text += "    <testcase name=\"valid\" classname=\"\(file.escapedForReports)\"/>\n"
    }
    let others = subject.diagnostics.filter { $0.severity != .error }
    if !others.isEmpty {
      text += "    <system-out>\(renderer.text(of: others).escapedForReports)</system-out>\n"
    }
    return text + "  </testsuite>\n"
  }

  private func failed(_ error: Diagnostic, _ file: String, _ text: String) -> String {
    let place = error.place.map {
      " at \(report.relative($0.file)):\($0.range.start.line):\($0.range.start.column)"
    }
    let testcase = element(
      "testcase", ["name": error.code + (place ?? ""), "classname": file])
    let failure = element(
      "failure", ["type": error.code, "message": error.message], endsLine: false)
    return "    \(testcase)      \(failure)\(text.escapedForReports)</failure>\n    </testcase>\n"
  }

  private func element(
    _ name: String, _ attributes: KeyValuePairs<String, String>, endsLine: Bool = true
  ) -> String {
    let pairs = attributes.map { " \($0.key)=\"\($0.value.escapedForReports)\"" }.joined()
    return "<\(name)\(pairs)>" + (endsLine ? "\n" : "")
  }
}

extension CheckReport.Subject {
  fileprivate var errors: [Diagnostic] { diagnostics.filter { $0.severity == .error } }
}

extension CheckReport {
  /// The report as JUnit's XML.
  public var junit: String { JUnitReport(self).xml }
}

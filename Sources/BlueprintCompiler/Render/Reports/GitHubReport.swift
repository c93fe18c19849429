import BlueprintModel

/// Commands to the runner of GitHub Actions, one line each, which mark the places in the changed
/// files.
struct GitHubReport {
  private let report: CheckReport

  init(_ report: CheckReport) { self.report = report }

  var lines: [String] {
    report.subjects.flatMap { subject in
      subject.diagnostics.map { line($0, in: subject.file) }
    }
  }

  private func line(_ diagnostic: Diagnostic, in file: String) -> String {
    let place = diagnostic.place
    var properties = [("file", report.relative(place?.file ?? file))]
    if let range = place?.range {
      properties.append(("line", "\(range.start.line)"))
      properties.append(("endLine", "\(range.end.line)"))
      // Columns are only understood within one line; the end one is the last that is marked.
      if range.start.line == range.end.line {
        properties.append(("col", "\(range.start.column)"))
        properties.append(("endColumn", "\(max(range.start.column, range.end.column - 1))"))
      }
    }
    properties.append(("title", title(of: diagnostic)))
    let list = properties.map { "\($0.0)=\(Self.property($0.1))" }.joined(separator: ",")
    return "::\(command(diagnostic.severity)) \(list)::\(Self.data(diagnostic.sentences))"
  }

  private func title(of diagnostic: Diagnostic) -> String {
    let title = DiagnosticCatalogue.entry(of: diagnostic.code)?.title
    return title.map { "\(diagnostic.code): \($0)" } ?? diagnostic.code
  }

  private func command(_ severity: Diagnostic.Severity) -> String {
    severity == .note ? "notice" : severity.rawValue
  }

  /// The message of a command.
  static func data(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  /// The value of a property, in which colons and commas have a meaning too.
  static func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}

extension CheckReport {
  /// The report as commands to GitHub's runner, one on each line.
  public var githubCommands: [String] { GitHubReport(self).lines }
}

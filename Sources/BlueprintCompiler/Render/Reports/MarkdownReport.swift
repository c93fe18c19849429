import BlueprintModel

/// A summary for people in Markdown: a line of counts, and a table for each blueprint in which
/// something was found.
struct MarkdownReport {
  private let report: CheckReport

  init(_ report: CheckReport) { self.report = report }

  var text: String {
    var text = "# blueprint\n\n\(summary)\n"
    for subject in report.subjects where !subject.diagnostics.isEmpty {
      text += "\n## \(Self.inline(report.relative(subject.file)))\n\n"
      text += "| Place | Code | What is wrong | What helps |\n|---|---|---|---|\n"
      for diagnostic in subject.diagnostics { text += row(diagnostic) }
    }
    return text
  }

  private var summary: String {
    let (errors, warnings) = (report.count(.error), report.count(.warning))
    let files = report.subjects.count.counted("blueprint")
    guard errors + warnings > 0 else { return "\(files), nothing wrong." }
    return "\(files), \(errors.counted("error")), \(warnings.counted("warning"))."
  }

  private func row(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.place.map {
      "\(report.relative($0.file)):\($0.range.start.line):\($0.range.start.column)"
    }
    let severity = diagnostic.severity == .error ? "" : " (\(diagnostic.severity.rawValue))"
    let cells = [
      Self.inline(place ?? ""), diagnostic.code + severity, Self.inline(diagnostic.message),
      diagnostic.help.map(Self.inline).joined(separator: "<br>"),
    ]
    return "| \(cells.joined(separator: " | ")) |\n"
  }

  /// One line of text for a table cell or a heading. Outside of code nothing of it is markup.
  static func inline(_ text: String) -> String {
    var result = ""
    var isCode = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "`":
        isCode.toggle()
        result += "`"
      case "\n", "\r", "\t": result += " "
      case "|": result += "\\|"
      case "<" where !isCode: result += "&lt;"
      case "*", "_", "[", "]", "#", "\\":
        result += (isCode ? "" : "\\") + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return isCode ? result + "`" : result
  }
}

extension CheckReport {
  /// The report as a page of Markdown.
  public var markdown: String { MarkdownReport(self).text }
}

import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// The reports in JUnit's XML, as GitHub's commands and in Markdown.
@Suite struct TextReportTests {
  private let nasty = Diagnostic(
    code: "BP0101", "100% `<a|b>` & \"c\" *d*\r", at: place(3, 5, 9, in: "a,b:c.yaml"),
    help: ["one", "two\u{1}"])

  @Test func junitEscapes() {
    let xml = report(of: nasty, in: "a<b>.yaml").junit
    #expect(xml.contains("name=\"a&lt;b&gt;.yaml\""))
    #expect(xml.contains("message=\"100% `&lt;a|b&gt;` &amp; &quot;c&quot; *d*&#13;\""))
    #expect(xml.contains("help: two\u{fffd}\n"))
    #expect(!xml.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" })
  }

  @Test func junitCountsErrorsAndFailsNothingForWarnings() {
    var warning = nasty
    warning.severity = .warning
    let subjects = [[nasty, nasty, warning], [warning], []].enumerated().map {
      CheckReport.Subject(file: "\($0).yaml", diagnostics: $1, sources: [])
    }
    let report = CheckReport(subjects: subjects, programVersion: "1", directory: "/")
    let lines = report.junit.split(separator: "\n")
    #expect(lines[1] == #"<testsuites name="blueprint" tests="4" failures="2" errors="0">"#)
    #expect(lines.count { $0.contains("<testcase") } == 4)
    #expect(lines.count { $0.contains("<failure") } == 2)
    #expect(lines.count { $0.contains("<system-out>") } == 2)
    #expect(!report.isGood(denyingWarnings: false))
  }

  @Test func githubEscapes() {
    #expect(
      report(of: nasty, in: "x").githubCommands == [
        "::error file=a%2Cb%3Ac.yaml,line=3,endLine=3,col=5,endColumn=8,"
          + "title=BP0101%3A An unknown key::100%25 `<a|b>` & \"c\" *d*%0D%0A"
          + "help: one%0Ahelp: two\u{1}"
      ])
  }

  @Test func githubLeavesColumnsOutBeyondOneLine() {
    var diagnostic = nasty
    diagnostic.place?.range.end.line = 4
    diagnostic.severity = .note
    let line = report(of: diagnostic, in: "x").githubCommands[0]
    #expect(line.hasPrefix("::notice file=a%2Cb%3Ac.yaml,line=3,endLine=4,title="))
    diagnostic.place = nil
    #expect(report(of: diagnostic, in: "x").githubCommands[0].hasPrefix("::notice file=x,title="))
  }

  @Test func markdownEscapes() {
    let text = report(of: nasty, in: "a_b.yaml").markdown
    #expect(text.contains("1 blueprint, 1 error, 0 warnings."))
    #expect(text.contains("## a\\_b.yaml"))
    #expect(text.contains("| BP0101 | 100% `<a\\|b>` & \"c\" \\*d\\*  | one<br>two"))
  }

  @Test func markdownClosesCodeThatTextLeftOpen() {
    #expect(MarkdownReport.inline("a ` <b>") == "a ` <b>`")
    #expect(MarkdownReport.inline("<b>") == "&lt;b>")
  }

  @Test func nothingWrongIsSaid() {
    let subject = CheckReport.Subject(file: "a.yaml", diagnostics: [], sources: [])
    let report = CheckReport(subjects: [subject], programVersion: "1", directory: "/")
    #expect(report.markdown == "# blueprint\n\n1 blueprint, nothing wrong.\n")
    #expect(report.junit.contains(#"<testcase name="valid" classname="a.yaml"/>"#))
    #expect(report.githubCommands.isEmpty)
    #expect(report.isGood(denyingWarnings: true))
  }

  @Test func warningsCanBeDenied() {
    var warning = nasty
    warning.severity = .warning
    let report = report(of: warning, in: "a")
    #expect(report.isGood(denyingWarnings: false))
    #expect(!report.isGood(denyingWarnings: true))
  }
}

import BlueprintCompiler
import BlueprintModel
import Testing

@Suite struct DiagnosticRendererTests {
  private func place(_ line: Int, _ column: Int, _ end: Int) -> Place {
    Place(
      file: "a.yaml",
      range: SourceRange(
        start: SourcePosition(line: line, column: column),
        end: SourcePosition(line: line, column: end)))
  }

  private func text(_ diagnostic: Diagnostic, _ source: String, colour: Bool = false) -> String {
    DiagnosticRenderer(sources: [Source(name: "a.yaml", text: source)], useColour: colour)
      .text(of: diagnostic)
  }

  @Test func formatIsTheDocumentedOne() {
    let diagnostic = Diagnostic(
      code: "BP0204", "no service named `databse`", at: place(2, 9, 16), label: "here",
      notes: [.init("there", at: place(1, 1, 2))], help: ["did you mean `database`?"])
    #expect(
      text(diagnostic, "a: 1\nneeds: [databse]\n") == """
        a.yaml:2:9: error[BP0204]: no service named `databse`
          |
        2 | needs: [databse]
          |         ^^^^^^^ here
          |
          = note: there (1:1)
          = help: did you mean `database`?
          = explain: blueprint explain BP0204

        """)
  }

  @Test func tabsAndWideCharactersKeepTheMarkInPlace() {
    let diagnostic = Diagnostic(code: "BP0001", "x", at: place(1, 4, 5))
    #expect(text(diagnostic, "\té\tz").contains("1 | \té\tz\n  | \t \t^\n"))
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    let diagnostic = Diagnostic(code: "BP0001", "x", at: place(1, 1, 2))
    #expect(!text(diagnostic, "a\u{1b}[31m\u{9b}31m").contains("\u{1b}"))
  }

  @Test func longLinesAreCut() {
    let line = String(repeating: "a", count: 500) + "X" + String(repeating: "b", count: 500)
    let lines = text(Diagnostic(code: "BP0001", "x", at: place(1, 501, 502)), line)
      .split(separator: "\n")
    #expect(lines.allSatisfy { $0.count < 180 })
    let column = lines[2].firstIndex(of: "X").map {
      lines[2].distance(from: lines[2].startIndex, to: $0)
    }
    let mark = lines[3].firstIndex(of: "^").map {
      lines[3].distance(from: lines[3].startIndex, to: $0)
    }
    #expect(column != nil && column == mark)
  }

  @Test func colourOnlyWhenAsked() {
    let diagnostic = Diagnostic(code: "BP0001", "x", at: place(1, 1, 2))
    #expect(text(diagnostic, "a", colour: true).contains("\u{1b}[1;31m"))
    #expect(!text(diagnostic, "a").contains("\u{1b}"))
  }

  @Test func jsonHasEverything() {
    let diagnostic = Diagnostic(
      code: "BP0001", severity: .warning, "x", at: place(1, 1, 2), label: "l",
      notes: [.init("n")], help: ["h"])
    #expect(
      diagnostic.json.canonicalJSON == #"{"code":"BP0001","help":["h"],"label":"l","message":"x","#
        + #""notes":[{"message":"n"}],"place":{"column":1,"end_column":2,"end_line":1,"#
        + #""file":"a.yaml","line":1},"severity":"warning"}"#)
  }
}

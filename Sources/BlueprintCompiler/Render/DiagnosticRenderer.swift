import BlueprintModel

/// Writes diagnostics for people:
///
/// ```
/// shop.yaml:31:13: error[BP0204]: no service named `databse`
///    |
/// 31 |     needs: [databse]
///    |             ^^^^^^^ `needs` must name a service or a machine
///    |
///    = help: did you mean `database`? (declared at 22:3)
///    = explain: blueprint explain BP0204
/// ```
public struct DiagnosticRenderer: Sendable {
  private let lines: [String: SourceLines]
  private let style: DiagnosticStyle

  /// A renderer that takes excerpts from `sources`.
  public init(sources: some Sequence<Source>, useColour: Bool = false) {
    lines = Dictionary(sources.map { ($0.name, SourceLines($0)) }, uniquingKeysWith: { $1 })
    style = useColour ? .coloured : .plain
  }

  /// All of `diagnostics` with empty lines between them, ending in a line feed; empty for none.
  public func text(of diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.map { text(of: $0) }.joined(separator: "\n")
  }

  /// One diagnostic, ending in a line feed.
  public func text(of diagnostic: Diagnostic) -> String {
    var output = headline(of: diagnostic) + "\n"
    let excerpt = diagnostic.place.flatMap { self.excerpt(at: $0, label: diagnostic.label) }
    let margin = String(repeating: " ", count: excerpt?.margin ?? 1)
    if let excerpt { output += excerpt.text }
    for remark in remarks(of: diagnostic) {
      output += "\(margin) \(style.frame("=")) \(remark)\n"
    }
    return output
  }

  private func headline(of diagnostic: Diagnostic) -> String {
    let severity = style.severity(
      "\(diagnostic.severity.rawValue)[\(diagnostic.code)]", diagnostic.severity)
    let prefix = diagnostic.place.map { "\(style.strong($0.description)): " } ?? ""
    return "\(prefix)\(severity): \(style.strong(diagnostic.message))"
  }

  private func remarks(of diagnostic: Diagnostic) -> [String] {
    var remarks = diagnostic.notes.map { note in
      "note: \(note.message)\(location(of: note, beside: diagnostic.place))"
    }
    remarks += diagnostic.help.map { "help: \($0)" }
    if DiagnosticCatalogue.entry(of: diagnostic.code) != nil {
      remarks.append("explain: blueprint explain \(diagnostic.code)")
    }
    return remarks
  }

  private func location(of note: Diagnostic.Note, beside place: Place?) -> String {
    guard let other = note.place else { return "" }
    let start = other.range.start
    return other.file == place?.file ? " (\(start.line):\(start.column))" : " (\(other))"
  }

  private func excerpt(at place: Place, label: String?) -> (margin: Int, text: String)? {
    let start = place.range.start
    guard let line = lines[place.file]?.line(start.line).map({ Excerpt($0, at: place.range) })
    else { return nil }
    let number = String(start.line)
    let empty = String(repeating: " ", count: number.count) + " " + style.frame("|")
    let carets = style.mark(String(repeating: "^", count: line.width))
    let note = label.map { " " + style.mark($0) } ?? ""
    return (
      number.count,
      """
      \(empty)
      \(style.frame(number)) \(style.frame("|")) \(line.text)
      \(empty) \(line.indent)\(carets)\(note)
      \(empty)

      """
    )
  }
}

import BlueprintModel

/// Brings a blueprint, or another YAML file of the project, into the canonical form.
///
/// The layout works on the text alone and knows no meaning. So that it can never change one, what
/// it made is read again: only a text with the same values and the same comments is given out.
public enum BlueprintFormatter {
  /// What comes of formatting.
  public enum Outcome: Sendable {
    /// The text in the canonical form, which may be the one that was given.
    case formatted(String)
    /// The text cannot be formatted, and should stay as it is.
    case refused([Diagnostic])
  }

  /// The canonical form of `source`.
  public static func format(_ source: Source) -> Outcome {
    let (value, diagnostics) = YAMLDocument.value(of: source)
    guard let value else { return .refused(diagnostics) }
    let text = LayoutText(String(decoding: source.bytes, as: UTF8.self))
    do throws(LayoutRefusal) {
      for isOrdered in [true, false] {
        guard var layout = Layout(text) else { break }
        let formatted = try layout.text(isOrdered: isOrdered)
        if isFaithful(formatted, to: value, comments: comments(in: text)) {
          return .formatted(formatted)
        }
      }
      return refusal(of: source, at: SourcePosition(line: 1, column: 1))
    } catch {
      return refusal(of: source, at: error.mark.position)
    }
  }

  /// Whether `text` says what was said before. An alias may come to stand before its anchor, or
  /// behind another one of the same name, when top-level keys change places.
  private static func isFaithful(_ text: String, to value: Value, comments: [String]) -> Bool {
    YAMLDocument.value(of: Source(name: "", text: text)).value == value
      && Self.comments(in: LayoutText(text)) == comments
  }

  /// The texts of the comments, sorted.
  static func comments(in text: LayoutText) -> [String] {
    LayoutScanner(text)?.comments.map(\.text).sorted() ?? []
  }

  private static func refusal(of source: Source, at position: SourcePosition) -> Outcome {
    .refused([
      Diagnostic(
        code: "BP0951", "this has no canonical form, so the file stays as it is",
        at: source.place(at: position),
        help: ["write keys on one line, without `?`, and leave out directives"])
    ])
  }
}

import BlueprintCompiler
import BlueprintModel

/// A text that is open in the editor.
struct TextDocument: Sendable {
  /// The address as the client writes it.
  let uri: String
  /// The number of the text's last change.
  private(set) var version: Int
  private(set) var lines: TextLines

  init(uri: String, version: Int, text: String) {
    self.uri = uri
    self.version = version
    lines = TextLines(text)
  }

  /// Makes the `changes` of the client in their order: of a stretch, or of the whole text.
  mutating func apply(_ changes: [Value], version: Int) throws(RequestFailure) {
    for change in changes {
      guard let text = change["text"]?.string else {
        throw RequestFailure(.invalidParameters, "a change has `text`")
      }
      if let range = change["range"], range != .null {
        lines.replace(try ClientRange(range), by: text)
      } else {
        lines = TextLines(text)
      }
    }
    self.version = version
  }
}

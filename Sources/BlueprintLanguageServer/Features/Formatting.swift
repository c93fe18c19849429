import BlueprintCompiler
import BlueprintModel

extension LanguageServer {
  /// The edits that bring a blueprint into its canonical form. A text that has none stays as it
  /// is: its diagnostics say why.
  mutating func formatting(_ file: String) -> Value {
    guard let document = workspace.document(of: file),
      !workspace.analyses(reading: file).isEmpty,
      case .formatted(let text) = BlueprintFormatter.format(
        Source(name: file, bytes: document.lines.bytes))
    else { return .null }
    return .list(Self.edits(from: document.lines, to: TextLines(text)))
  }

  /// One edit of the lines that differ, so that what stays keeps its cursors and folds.
  private static func edits(from old: TextLines, to new: TextLines) -> [Value] {
    guard old.bytes != new.bytes else { return [] }
    var first = 0
    while first < min(old.count, new.count), old.text(first) == new.text(first) { first += 1 }
    var (oldEnd, newEnd) = (old.count, new.count)
    while oldEnd > first, newEnd > first, old.text(oldEnd - 1) == new.text(newEnd - 1) {
      oldEnd -= 1
      newEnd -= 1
    }
    let range = ClientRange(
      start: ClientPosition(line: first, character: 0),
      end: ClientPosition(line: oldEnd, character: 0))
    let text = (first..<newEnd).map { new.text($0) }.joined()
    return [["range": range.json, "newText": .string(text)]]
  }
}

extension TextLines {
  /// The line `number`, from 0, with its line end.
  fileprivate func text(_ number: Int) -> String {
    String(decoding: bytes[whole(number)], as: UTF8.self)
  }
}

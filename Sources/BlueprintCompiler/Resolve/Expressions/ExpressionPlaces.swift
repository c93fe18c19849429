import BlueprintModel

/// Finds where a part of a scalar's text stands in the file, through quotes, escapes and folding.
final class ExpressionPlaces {
  private let sources: [String: Source]
  private var lines: [String: SourceLines] = [:]

  /// Places in the files `sources`.
  init(_ sources: [Source]) {
    self.sources = Dictionary(sources.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
  }

  /// The place of the characters `range` of `node`'s text; the whole node if it is not found.
  func place(of range: Range<Int>, in node: YAMLNode) -> Place {
    if let start = Self.verbatimStart(of: node) {
      let first = SourcePosition(line: start.line, column: start.column + range.lowerBound)
      let end = SourcePosition(line: first.line, column: first.column + max(1, range.count))
      return Place(
        file: node.file, range: SourceRange(start: first, end: end), origin: node.origin)
    }
    guard let lines = lines(of: node.file), let text = ScalarText(node, in: lines) else {
      return node.place
    }
    guard let found = stretch(range, of: text) else { return node.place }
    return Place(file: node.file, range: found, origin: node.origin)
  }

  /// The lines of `file`, which are found when they are asked for.
  private func lines(of file: String) -> SourceLines? {
    if let known = lines[file] { return known }
    guard let source = sources[file] else { return nil }
    let found = SourceLines(source)
    lines[file] = found
    return found
  }

  /// Where the text of a scalar starts that stands in one line as it is; nil if quotes, escapes
  /// or folding may shift it.
  private static func verbatimStart(of node: YAMLNode) -> SourcePosition? {
    let range = node.range
    guard range.start.line == range.end.line else { return nil }
    // Every escape is longer than what it stands for, so equal lengths mean that there is none,
    // and no anchor either.
    let length = range.end.column - range.start.column
    let count = node.text.unicodeScalars.count
    if node.isPlain { return count == length ? range.start : nil }
    guard count + 2 == length else { return nil }
    return SourcePosition(line: range.start.line, column: range.start.column + 1)
  }

  /// At least one character, also where something is missing behind the end.
  private func stretch(_ range: Range<Int>, of text: ScalarText) -> SourceRange? {
    let end = min(range.upperBound, text.scalars.count)
    if range.lowerBound < end { return text.range(of: range.lowerBound..<end) }
    let start = min(range.lowerBound, text.scalars.count)
    guard var found = text.range(of: start..<start) else { return nil }
    found.end.column += 1
    return found
  }
}

import BlueprintModel

/// Finds where a part of a scalar's text stands in the file. Quotes, escapes and folding shift
/// the text against the file, so places are counted from the `${` that stands before them.
final class ExpressionPlaces {
  private let lines: SourceLines

  init(_ source: Source) { lines = SourceLines(source) }

  /// The place of the characters `range` of `node`'s text; the whole node if it is not found.
  func place(of range: Range<Int>, in node: YAMLNode) -> Place {
    let scalars = Array(node.text.unicodeScalars)
    guard let opening = Self.opening(before: range.lowerBound, in: scalars),
      let position = lines.position(ofOpening: opening.number, in: node.range)
    else { return node.place }
    let between = scalars[
      opening.offset..<max(opening.offset, min(range.lowerBound, scalars.count))]
    guard !between.contains("\n") else { return node.place }
    let start = SourcePosition(
      line: position.line, column: position.column + range.lowerBound - opening.offset)
    let end = SourcePosition(line: start.line, column: start.column + max(1, range.count))
    return Place(file: node.tree.file, range: SourceRange(start: start, end: end))
  }

  /// The last `${` that starts at or before `offset`: its number from 0 and its offset.
  private static func opening(
    before offset: Int, in scalars: [Unicode.Scalar]
  ) -> (number: Int, offset: Int)? {
    var found: (number: Int, offset: Int)?
    for position in scalars.indices.dropLast() where position <= offset {
      guard scalars[position] == "$", scalars[position + 1] == "{" else { continue }
      found = ((found?.number ?? -1) + 1, position)
    }
    return found
  }
}

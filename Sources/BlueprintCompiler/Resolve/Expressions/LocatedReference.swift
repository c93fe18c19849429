import BlueprintExpressions
import BlueprintModel

/// A reference and its place in a file.
struct LocatedReference {
  let reference: Reference
  /// The whole reference.
  let place: Place
  /// The characters that it takes in the text; nil where they cannot be counted.
  let length: Int?

  /// Whether the reference is written without white space, so that the places of its parts can
  /// be counted out.
  private var isCompact: Bool { length == reference.description.unicodeScalars.count }

  /// The place of the part `number` of the path; the whole reference if that is not known.
  func place(ofPart number: Int) -> Place {
    guard isCompact, number < reference.path.count else { return place }
    let before = Reference(root: reference.root, path: Array(reference.path.prefix(number)))
    let through = Reference(root: reference.root, path: Array(reference.path.prefix(number + 1)))
    let start = before.description.unicodeScalars.count
    let end = through.description.unicodeScalars.count
    let dot = if case .key = reference.path[number] { 1 } else { 0 }
    var range = place.range
    range.end = SourcePosition(line: range.start.line, column: range.start.column + end)
    range.start.column += start + dot
    return Place(file: place.file, range: range, origin: place.origin)
  }

  /// The place of the root; the whole reference if that is not known.
  var placeOfRoot: Place {
    guard isCompact else { return place }
    var range = place.range
    range.end.column = range.start.column + reference.root.unicodeScalars.count
    return Place(file: place.file, range: range)
  }

  /// The text of the reference up to, and without, the part `number`.
  func text(before number: Int) -> String {
    Reference(root: reference.root, path: Array(reference.path.prefix(number))).description
  }

  /// The text of the reference after the part `number`.
  func text(from number: Int) -> String {
    reference.path.dropFirst(number).map(\.description).joined()
  }
}

import BlueprintModel

/// A declared name that an author may have meant.
struct Candidate: Hashable {
  let name: String
  /// Where it is declared, if anywhere.
  var place: Place?

  /// The candidate as a help line puts it.
  var text: String {
    guard let start = place?.range.start else { return "`\(name)`" }
    return "`\(name)` (declared at \(start.line):\(start.column))"
  }
}

extension Suggestions {
  /// "did you mean a, b or c?"; none without choices.
  static func help(_ candidates: [Candidate]) -> [String] {
    question(candidates.map(\.text)).map { [$0] } ?? []
  }
}

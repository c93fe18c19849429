/// A reference and where it stands.
public struct PlacedReference: Sendable, Hashable {
  /// The reference.
  public var reference: Reference
  /// Where it stands in the template's text, in Unicode scalars; empty if it was computed.
  public var range: Range<Int>
  /// Where each move of its path stands: a name behind its point, an index with its brackets.
  /// Empty if that is not known.
  public var moves: [Range<Int>] = []
  /// The names that are read of what a computed index gives: `endpoints` and `http` of
  /// `services.web[inputs.number].endpoints.http`.
  public var further: [Name] = []

  /// One name of a path.
  public struct Name: Sendable, Hashable {
    /// The name.
    public var text: String
    /// Where it stands, as ``PlacedReference/range``.
    public var range: Range<Int>
  }
}

extension Template {
  /// All references in the order of the text. Of a path with a computed index, the part before
  /// that index, and the references within it.
  public var references: [PlacedReference] {
    var found: [PlacedReference] = []
    for expression in expressions { expression.collectReferences(into: &found) }
    return found
  }

  /// Calls `body` with every reference, in the order of the text.
  func forEachReference(_ body: (Reference) -> Void) {
    for case .expression(let expression) in segments { expression.forEachReference(body) }
  }
}

extension Expression {
  fileprivate func collectReferences(into found: inout [PlacedReference]) {
    switch form {
    case .reference(let reference):
      let moves = moveRanges.count >= reference.path.count ? moveRanges : []
      found.append(PlacedReference(reference: reference, range: range, moves: moves))
    case .access(let base, let moves) where base.reference != nil:
      base.collectReferences(into: &found)
      found[found.count - 1].further = names(of: moves)
      for child in children.dropFirst() { child.collectReferences(into: &found) }
    default:
      for child in children { child.collectReferences(into: &found) }
    }
  }

  private func names(of moves: [Accessor]) -> [PlacedReference.Name] {
    moves.enumerated().compactMap { number, move in
      guard case .key(let name) = move else { return nil }
      return PlacedReference.Name(text: name, range: moveRange(number))
    }
  }

  fileprivate func forEachReference(_ body: (Reference) -> Void) {
    if case .reference(let reference) = form { return body(reference) }
    for child in children { child.forEachReference(body) }
  }

  /// The expressions right below this one, in the order of the text.
  var children: [Expression] {
    switch form {
    case .literal, .reference: []
    case .access(let base, let moves):
      [base]
        + moves.compactMap { move in
          if case .computed(let index) = move { index } else { nil }
        }
    case .text(let template): template.expressions
    case .unary(_, let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .list(let elements), .call(_, let elements): elements
    case .map(let entries): entries.map(\.value)
    }
  }
}

/// A reference and where it stands.
public struct PlacedReference: Sendable, Hashable {
  /// The reference.
  public var reference: Reference
  /// Where it stands in the template's text, in Unicode scalars; empty if it was computed.
  public var range: Range<Int>
}

extension Template {
  /// All references in the order of the text. Of a path with a computed index, the part before
  /// that index, and the references within it.
  public var references: [PlacedReference] {
    var found: [PlacedReference] = []
    for expression in expressions { expression.collectReferences(into: &found) }
    return found
  }
}

extension Expression {
  fileprivate func collectReferences(into found: inout [PlacedReference]) {
    switch form {
    case .reference(let reference):
      found.append(PlacedReference(reference: reference, range: range))
    default:
      for child in children { child.collectReferences(into: &found) }
    }
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

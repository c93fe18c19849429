extension BoundValue {
  /// All references in it, however deep: lists in order, maps in key order.
  public var references: [Reference] {
    var found: [Reference] = []
    collectReferences(into: &found)
    return found
  }

  private func collectReferences(into found: inout [Reference]) {
    switch self {
    case .literal: break
    case .template(let template): found += template.references.map(\.reference)
    case .mustache(_, let names): names.collectReferences(into: &found)
    case .list(let elements):
      for element in elements { element.collectReferences(into: &found) }
    case .map(let entries):
      for (_, value) in entries.sorted(by: { $0.key < $1.key }) {
        value.collectReferences(into: &found)
      }
    }
  }
}

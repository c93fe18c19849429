extension BoundValue {
  /// All references in it, however deep: lists in order, maps in key order.
  public var references: [Reference] {
    var found: [Reference] = []
    collectReferences(into: &found)
    return found
  }

  /// Calls `body` with every reference in it, in no particular order.
  public func forEachReference(_ body: (Reference) -> Void) {
    switch self {
    case .literal: break
    case .template(let template): template.forEachReference(body)
    case .mustache(_, let names): names.forEachReference(body)
    case .list(let elements): for element in elements { element.forEachReference(body) }
    case .map(let entries): for value in entries.values { value.forEachReference(body) }
    }
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

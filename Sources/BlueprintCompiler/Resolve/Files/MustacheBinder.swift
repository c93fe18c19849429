import BlueprintExpressions
import BlueprintModel

/// Binds the names that a Mustache file uses.
///
/// The names become a map with one entry for each root in use: inputs and locals by their values,
/// the rest as references for the planner to bind.
struct MustacheBinder {
  let binder: ValueBinder
  let source: Source
  /// Where the file is named.
  let node: YAMLNode
  let scope: Scope

  /// The text with its names; nil after a diagnostic.
  func bind() -> Bound? {
    let text = String(decoding: source.bytes, as: UTF8.self)
    do {
      let found = try MustacheText.names(in: text)
      guard let names = bind(found) else { return nil }
      return Bound(
        value: .mustache(text: text, names: names.value), type: names.type, needs: names.needs)
    } catch {
      let problem = ReferenceProblem.templateSyntax(error.message)
      binder.log.report(problem, at: source.place(at: error.position))
      return nil
    }
  }

  private func bind(_ found: [MustacheName]) -> Bound? {
    var references: Set<Reference> = []
    var needs: [Need] = []
    var isSecret = false
    var isGood = true
    var parameters: [String: BoundValue] = [:]
    let finder = NameFinder(binder: binder, node: node, scope: scope)
    for name in found {
      guard let located = located(name) else { continue }
      guard let found = finder.find(located) else {
        isGood = false
        continue
      }
      let binding = found.binding
      needs += found.needs
      if let member = binding.member, let value = found.parameter { parameters[member] = value }
      isSecret = isSecret || binding.type.holdsSecret
      let path = binding.member.map { [Reference.Element.key($0)] } ?? []
      references.insert(Reference(root: binding.root, path: path))
    }
    guard isGood, let names = names(of: references, parameters) else { return nil }
    return Bound(value: names, type: isSecret ? .string.asSecret : .string, needs: needs)
  }

  /// The reference that a tag is; nil for a name of the element of a section around it.
  private func located(_ name: MustacheName) -> LocatedReference? {
    guard let root = name.path.first else { return nil }
    let isForeign = StepScope.ownRoots.contains(root) && !scope.roots.contains(root)
    if !name.sections.isEmpty, isForeign || !Scope.allRoots.contains(root) { return nil }
    let reference = Reference(
      root: root, path: name.path.dropFirst().map { Reference.Element.key($0) })
    let length = reference.description.unicodeScalars.count
    let place = source.place(at: name.position, length: length + 4)
    return LocatedReference(reference: reference, place: place, length: nil)
  }

  private func names(
    of references: Set<Reference>, _ parameters: [String: BoundValue]
  ) -> BoundValue? {
    let known = binder.constants.merging(["parameters": BoundValue(map: parameters)]) { $1 }
    var roots: [String: BoundValue] = [:]
    var members: [String: [String: BoundValue]] = [:]
    for reference in references {
      guard let value = try? BoundValue.reference(reference).reduced(in: known) else {
        return nil
      }
      if case .key(let name)? = reference.path.first {
        members[reference.root, default: [:]][name] = value
      } else {
        roots[reference.root] = value
      }
    }
    for (root, entries) in members { roots[root] = BoundValue(map: entries) }
    return BoundValue(map: roots)
  }
}

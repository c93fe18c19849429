import BlueprintExpressions
import BlueprintModel

/// Binds the names that a Mustache file uses.
///
/// The names become a map with one entry for each root in use: inputs and locals by their values,
/// the rest as references for the planner to bind.
struct MustacheBinder {
  let binder: ValueBinder
  let source: Source
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
    for name in found {
      guard let located = located(name) else { continue }
      let checker = ReferenceChecker(symbols: binder.symbols, scope: scope, log: binder.log)
      guard let binding = checker.check(located) else {
        isGood = false
        continue
      }
      if let need = Need(located) { needs.append(need) }
      isSecret = isSecret || binding.type.holdsSecret
      let path = binding.member.map { [Reference.Element.key($0)] } ?? []
      references.insert(Reference(root: binding.root, path: path))
    }
    guard isGood, let names = names(of: references) else { return nil }
    return Bound(value: names, type: isSecret ? .string.asSecret : .string, needs: needs)
  }

  /// The reference that a tag is; nil for a name of the element of a section around it.
  private func located(_ name: MustacheName) -> LocatedReference? {
    guard let root = name.path.first else { return nil }
    if !name.sections.isEmpty, !Scope.allRoots.contains(root) { return nil }
    let reference = Reference(
      root: root, path: name.path.dropFirst().map { Reference.Element.key($0) })
    let length = reference.description.unicodeScalars.count
    let place = source.place(at: name.position, length: length + 4)
    return LocatedReference(reference: reference, place: place, isCompact: false)
  }

  private func names(of references: Set<Reference>) -> BoundValue? {
    var roots: [String: BoundValue] = [:]
    var members: [String: [String: BoundValue]] = [:]
    for reference in references {
      guard let value = try? BoundValue.reference(reference).reduced(in: binder.constants) else {
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

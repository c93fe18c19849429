import BlueprintExpressions
import BlueprintModel

extension ServicePart {
  /// The packages of `declarations`, without those after a diagnostic.
  mutating func packages(_ declarations: [PackageDeclaration]) -> [PackageRequirement] {
    var packages: [PackageRequirement] = []
    for declaration in declarations {
      guard let description = describe(declaration.form) else { continue }
      packages.append(PackageRequirement(description: description, place: declaration.place))
    }
    return packages
  }

  private mutating func describe(_ form: PackageDeclaration.Form) -> BoundValue? {
    switch form {
    case .named(let node, let manager):
      var map: ValueMap = ["name": .string(node.text)]
      if let manager { map["manager"] = .string(manager) }
      return .literal(.map(map))
    case .archive(let url, let sum, let into):
      guard let url = bind(url, .openText("url")), let sum = bind(sum, .openText("sha256")),
        let into = bind(into, .openText("into"))
      else { return nil }
      return BoundValue(map: [
        "archive": BoundValue(map: ["url": url, "sha256": sum, "into": into])
      ])
    case .deb(let path):
      return bind(path, .openText("deb")).map { BoundValue(map: ["deb": $0]) }
    case .repository(let parts):
      var map: [String: BoundValue] = [:]
      for part in parts {
        let slot: Slot = part.value.kind == .list ? .any(part.name) : .openText(part.name)
        guard let value = bind(part.value, slot) else { return nil }
        map[part.name] = value
      }
      return BoundValue(map: ["repository": BoundValue(map: map)])
    }
  }
}

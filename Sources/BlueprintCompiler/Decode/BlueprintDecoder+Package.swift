import BlueprintModel

/// The package managers that a package can be forced to.
enum PackageKey: String, ConstructKey {
  case apt, dnf, apk, zypper, pip

  static let construct = "a package"
  static let unsupported = ["archive", "deb", "repository"]
}

extension BlueprintDecoder {
  func package(_ node: YAMLNode) -> PackageRequirement? {
    if node.kind == .scalar {
      return packageName(node).map {
        PackageRequirement(name: $0, manager: nil, place: node.place)
      }
    }
    let fields = Fields<PackageKey>(node, at: node.place, log: log)
    guard let key = fields.exactlyOne(of: PackageKey.allCases, at: node.place),
      let name = fields.scalarNode(key).flatMap(packageName)
    else { return nil }
    return PackageRequirement(name: name, manager: key.rawValue, place: node.place)
  }

  private func packageName(_ node: YAMLNode) -> String? {
    guard !node.hasExpression else {
      log.report(DecodeProblem.expression("packages"), at: node.place)
      return nil
    }
    guard Self.isPackage(node.text) else {
      log.report(DecodeProblem.badPackage(node.text), at: node.place)
      return nil
    }
    return node.text
  }

  /// Letters, digits and what versions are made of; never a leading `-`, which a package manager
  /// would take for an option.
  private static func isPackage(_ name: String) -> Bool {
    let signs = Array("+-._:~=*@/".utf8)
    guard let first = name.utf8.first, isLetterOrDigit(first) else { return false }
    return name.utf8.allSatisfy { isLetterOrDigit($0) || signs.contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
  }
}

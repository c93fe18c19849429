import BlueprintModel

/// The forms of a package: a package manager that is forced, or something else to install.
enum PackageKey: String, ConstructKey {
  case apt, dnf, apk, zypper, pip, archive, deb, repository

  static let construct = "a package"
}

/// The keys of an archive.
enum ArchiveKey: String, ConstructKey {
  case url, sha256, into

  static let construct = "an archive"
  static let required: [ArchiveKey] = [.url, .sha256, .into]
}

/// The keys of a package repository.
enum RepositoryKey: String, ConstructKey {
  case name, manager, url, suite, components, key

  static let construct = "a package repository"
  static let required: [RepositoryKey] = [.name, .url]
}

/// The package managers that have repositories.
enum PackageManager: String, CaseIterable { case apt, dnf, apk, zypper }

extension BlueprintDecoder {
  func package(_ node: YAMLNode) -> PackageDeclaration? {
    if node.kind == .scalar {
      guard isPackage(node) else { return nil }
      return PackageDeclaration(form: .named(node, manager: nil), place: node.place)
    }
    let fields = Fields<PackageKey>(node, at: node.place, log: log)
    guard let key = fields.exactlyOne(of: PackageKey.allCases, at: node.place) else { return nil }
    return form(key, fields).map { PackageDeclaration(form: $0, place: node.place) }
  }

  private func form(_ key: PackageKey, _ fields: Fields<PackageKey>) -> PackageDeclaration.Form? {
    switch key {
    case .archive:
      guard let node = fields[.archive] else { return nil }
      let keys = Fields<ArchiveKey>(node, at: fields.place(of: .archive) ?? node.place, log: log)
      guard let url = keys.scalarNode(.url), let sum = keys.scalarNode(.sha256),
        let into = keys.scalarNode(.into)
      else { return nil }
      checkSum(sum)
      if !into.hasExpression { checkPath(into) }
      return .archive(url: url, sha256: sum, into: into)
    case .deb: return fields.scalarNode(.deb).map { .deb($0) }
    case .repository: return fields[.repository].flatMap { repository($0, fields) }
    default:
      guard let node = fields.scalarNode(key), isPackage(node) else { return nil }
      return .named(node, manager: key.rawValue)
    }
  }

  private func repository(
    _ node: YAMLNode, _ package: Fields<PackageKey>
  ) -> PackageDeclaration.Form? {
    let place = package.place(of: .repository) ?? node.place
    let fields = Fields<RepositoryKey>(node, at: place, log: log)
    _ = fields.choice(.manager, of: PackageManager.self)
    var parts: [NamedNode] = []
    for key in RepositoryKey.allCases {
      guard let value = fields[key] else { continue }
      if key == .components {
        guard !fields.references(.components).isEmpty else { continue }
      } else {
        guard fields.isScalar(value, key, wanted: "text") else { continue }
      }
      parts.append(
        NamedNode(name: key.rawValue, place: fields.place(of: key) ?? place, value: value))
    }
    return .repository(parts)
  }

  private func checkSum(_ node: YAMLNode) {
    guard !node.hasExpression else { return }
    let isHex = node.text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20)
    }
    guard isHex, node.text.utf8.count == 64 else {
      let wanted = "a SHA-256 in 64 hexadecimal digits"
      return log.report(DecodeProblem.outOfRange("sha256", wanted: wanted), at: node.place)
    }
  }

  private func isPackage(_ node: YAMLNode) -> Bool {
    if node.isSample { return false }
    guard !node.hasExpression else {
      log.report(DecodeProblem.expression("packages"), at: node.place)
      return false
    }
    let name = node.isNull ? "" : node.text
    if Self.isPackage(name) { return true }
    log.report(DecodeProblem.badPackage(name), at: node.place)
    return false
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

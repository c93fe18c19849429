import BlueprintModel

/// Software that must be there, as the author wrote it.
struct PackageDeclaration: Sendable {
  /// What it is.
  enum Form: Sendable {
    /// A package by its name, with an optional pin; nil to use the machine's own manager.
    case named(YAMLNode, manager: String?)
    /// An archive to unpack.
    case archive(url: YAMLNode, sha256: YAMLNode, into: YAMLNode)
    /// A Debian package file.
    case deb(YAMLNode)
    /// A repository that packages come from.
    case repository([NamedNode])
  }

  var form: Form
  var place: Place
}

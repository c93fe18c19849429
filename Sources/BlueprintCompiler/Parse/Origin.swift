import BlueprintModel

/// How nodes came to stand where they do.
struct Origin: Sendable {
  /// What brought them there.
  enum Cause: Sendable {
    /// They are written in the file.
    case text
    /// A profile put them over others.
    case profile(String)
    /// They are part of the template `name`, which is used at the place.
    case template(name: String, use: Place)
  }

  /// The index of a document's own text.
  static let document: UInt32 = 1

  /// The file that they are written in.
  var file: String
  /// What brought them there.
  var cause: Cause
  /// The origin of what surrounds the use of a template; 0 for none.
  var parent: UInt32 = 0
  /// The innermost use of a template, an index of the tree's frames; 0 for none.
  var frame: UInt32 = 0

  /// What stands for "as the node around it".
  static let inherited = Origin(file: "", cause: .text)
}

/// A node by its index, and the origin that it has by itself or from its surroundings.
struct NodeReference: Sendable {
  var index: UInt32
  var origin: UInt32
}

/// An alias: another place that stands for an anchor's node.
struct AliasUse: Sendable {
  /// The anchor's name.
  var name: String
  /// Where the anchor's node stands.
  var anchor: Place
  /// Where the alias stands.
  var use: Place
}

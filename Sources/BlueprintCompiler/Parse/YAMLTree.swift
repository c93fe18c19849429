/// The document of one YAML file, or one that was composed of several, with the place of every
/// node.
///
/// Nodes live in one array and refer to each other by index. An alias is a second reference to
/// the index of its anchor, so expansion costs nothing until somebody walks the tree.
final class YAMLTree: Sendable {
  /// All nodes, children before their parents.
  let records: [YAMLRecord]
  /// The children of all lists and maps; a map's are its keys and values in turn.
  let children: [UInt32]
  /// The text of all scalars.
  let text: [UInt8]
  /// The index of the document's node.
  let rootIndex: UInt32
  /// How nodes came to stand where they do. The first stands for "as the node around it", the
  /// second is the text of the document itself.
  let origins: [Origin]
  /// The uses of templates that nodes stand in. The first stands for none.
  let frames: [Frame]
  /// Where anchors are used.
  let aliases: [AliasUse]

  init(
    records: [YAMLRecord], children: [UInt32], text: [UInt8], rootIndex: UInt32,
    origins: [Origin], frames: [Frame] = [.none], aliases: [AliasUse] = []
  ) {
    self.records = records
    self.children = children
    self.text = text
    self.rootIndex = rootIndex
    self.origins = origins
    self.frames = frames
    self.aliases = aliases
  }

  /// The path of the document's own text.
  var file: String { origins[Int(Origin.document)].file }

  /// The document's node.
  var root: YAMLNode { node(rootIndex, in: Origin.document) }

  /// The node `index` among nodes of `origin`.
  func node(_ index: UInt32, in origin: UInt32) -> YAMLNode {
    let own = records[Int(index)].origin
    return YAMLNode(tree: self, index: index, origin: own == 0 ? origin : own)
  }
}

/// One YAML document with the place of every node.
///
/// Nodes live in one array and refer to each other by index. An alias is a second reference to
/// the index of its anchor, so expansion costs nothing until somebody walks the tree.
final class YAMLTree: Sendable {
  /// The path of the text, for places.
  let file: String
  /// All nodes, children before their parents.
  let records: [YAMLRecord]
  /// The children of all lists and maps; a map's are its keys and values in turn.
  let children: [UInt32]
  /// The text of all scalars.
  let text: [UInt8]
  /// The index of the document's node.
  let rootIndex: UInt32

  init(
    file: String, records: [YAMLRecord], children: [UInt32], text: [UInt8], rootIndex: UInt32
  ) {
    self.file = file
    self.records = records
    self.children = children
    self.text = text
    self.rootIndex = rootIndex
  }

  /// The document's node.
  var root: YAMLNode { YAMLNode(tree: self, index: rootIndex) }
}

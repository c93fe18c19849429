import BlueprintModel

/// A tree while it is composed of several: profiles are put over it, imported files are added, and
/// templates take the place of their uses.
///
/// Nothing that exists is changed, so that an anchor's node, or a template's body, may be shared
/// by many. A node that is taken to another place becomes a copy of its record alone, which says
/// by its origin how it came there.
struct TreeEditor {
  private(set) var records: [YAMLRecord]
  private(set) var children: [UInt32]
  private(set) var text: [UInt8]
  private(set) var origins: [Origin]
  private(set) var frames: [Frame]
  private(set) var aliases: [AliasUse]
  /// Whether a profile was put over anything.
  private(set) var isPatched = false
  /// The nodes of all template bodies that were placed.
  private(set) var placedNodes = 0
  /// The document's node.
  var root: NodeReference

  /// A key and its value.
  typealias Entry = (key: NodeReference, value: NodeReference)

  init(_ tree: YAMLTree) {
    records = tree.records
    children = tree.children
    text = tree.text
    origins = tree.origins
    frames = tree.frames
    aliases = tree.aliases
    root = NodeReference(index: tree.rootIndex, origin: Origin.document)
  }

  /// What was composed.
  func tree() -> YAMLTree {
    YAMLTree(
      records: records, children: children, text: text, rootIndex: root.index, origins: origins,
      frames: frames, aliases: aliases)
  }

  /// Adds the document of another file; returns its node.
  mutating func add(_ tree: YAMLTree) -> NodeReference {
    let firstRecord = UInt32(records.count)
    let firstChild = UInt32(children.count)
    let firstByte = UInt32(text.count)
    for var record in tree.records {
      record.offset += record.kind == .scalar ? firstByte : firstChild
      records.append(record)
    }
    for child in tree.children { children.append(child + firstRecord) }
    text += tree.text
    aliases += tree.aliases
    let origin = add(Origin(file: tree.file, cause: .text))
    return NodeReference(index: tree.rootIndex + firstRecord, origin: origin)
  }

  /// Adds an origin; returns its index.
  mutating func add(_ origin: Origin) -> UInt32 {
    if case .profile = origin.cause { isPatched = true }
    origins.append(origin)
    return UInt32(origins.count - 1)
  }

  /// Adds a use of a template; returns its index.
  mutating func add(_ frame: Frame) -> UInt32 {
    frames.append(frame)
    return UInt32(frames.count - 1)
  }

  /// Counts the nodes of `body`, which is placed once more.
  mutating func countNodes(of body: NodeReference) {
    placedNodes += Int(records[Int(body.index)].expandedSize)
  }

  /// A map with `entries` that stands where `model` stands.
  mutating func map(_ entries: [Entry], like model: NodeReference) -> NodeReference {
    collection(.map, of: entries.flatMap { [$0.key, $0.value] }, like: model)
  }

  /// A list of `elements` that stands where `model` stands.
  mutating func list(_ elements: [NodeReference], like model: NodeReference) -> NodeReference {
    collection(.list, of: elements, like: model)
  }

  private mutating func collection(
    _ kind: YAMLRecord.Kind, of members: [NodeReference], like model: NodeReference
  ) -> NodeReference {
    let placed = members.map { place($0) }
    var record = records[Int(model.index)]
    record.kind = kind
    record.isPlain = false
    record.offset = UInt32(children.count)
    record.count = UInt32(placed.count)
    record.origin = model.origin
    children += placed
    records.append(record)
    return NodeReference(index: UInt32(records.count - 1), origin: model.origin)
  }

  /// The index of a record that says the node's origin by itself.
  private mutating func place(_ node: NodeReference) -> UInt32 {
    var record = records[Int(node.index)]
    guard record.origin != node.origin else { return node.index }
    record.origin = node.origin
    records.append(record)
    return UInt32(records.count - 1)
  }
}

extension TreeEditor {
  /// What kind of node it is.
  func kind(of node: NodeReference) -> YAMLRecord.Kind { records[Int(node.index)].kind }

  /// A scalar's text.
  func text(of node: NodeReference) -> String {
    let record = records[Int(node.index)]
    guard record.kind == .scalar else { return "" }
    let start = Int(record.offset)
    return String(decoding: text[start..<start + Int(record.count)], as: UTF8.self)
  }

  /// Whether the node is null.
  func isNull(_ node: NodeReference) -> Bool {
    let record = records[Int(node.index)]
    guard record.kind == .scalar, record.isPlain, record.count <= 4 else { return false }
    return YAMLScalar(plain: text(of: node)) == .null
  }

  /// The entries of a map; none for anything else.
  func entries(of node: NodeReference) -> [Entry] {
    let record = records[Int(node.index)]
    guard record.kind == .map else { return [] }
    let first = Int(record.offset)
    return stride(from: first, to: first + Int(record.count), by: 2).map {
      (child($0, of: node), child($0 + 1, of: node))
    }
  }

  /// The value of `key` in a map; nil if it is missing or null.
  func value(of key: String, in node: NodeReference) -> NodeReference? {
    let value = entries(of: node).first { text(of: $0.key) == key }?.value
    return value.flatMap { isNull($0) ? nil : $0 }
  }

  /// The elements of a list; none for anything else.
  func elements(of node: NodeReference) -> [NodeReference] {
    let record = records[Int(node.index)]
    guard record.kind == .list else { return [] }
    let first = Int(record.offset)
    return (first..<first + Int(record.count)).map { child($0, of: node) }
  }

  /// Where the node stands.
  func place(of node: NodeReference) -> Place {
    Place(
      file: origins[Int(node.origin)].file, range: records[Int(node.index)].range,
      origin: node.origin)
  }

  private func child(_ position: Int, of node: NodeReference) -> NodeReference {
    let index = children[position]
    let own = records[Int(index)].origin
    return NodeReference(index: index, origin: own == 0 ? node.origin : own)
  }
}

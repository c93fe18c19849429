import BlueprintModel

/// A cursor on one node of a ``YAMLTree``.
struct YAMLNode: Sendable {
  let tree: YAMLTree
  let index: UInt32
  /// How the node came to stand here, an index of the tree's origins.
  let origin: UInt32

  private var record: YAMLRecord { tree.records[Int(index)] }

  var kind: YAMLRecord.Kind { record.kind }
  var isPlain: Bool { record.isPlain }

  /// The stretch of text that the node takes, without trailing white space and comments.
  var range: SourceRange { record.range }

  /// The file that the node is written in.
  var file: String { tree.origins[Int(origin)].file }

  /// ``range`` in its file.
  var place: Place { Place(file: file, range: range, origin: origin) }

  /// The use of a template that the node stands in, an index of the tree's frames; 0 for none.
  var frame: UInt32 { tree.origins[Int(origin)].frame }

  /// A scalar's text; empty for a list or map.
  var text: String {
    let record = record
    guard record.kind == .scalar else { return "" }
    let start = Int(record.offset)
    return String(decoding: tree.text[start..<start + Int(record.count)], as: UTF8.self)
  }

  /// Whether a scalar's text has a `${`, and so may hold an expression.
  var hasExpression: Bool {
    let record = record
    guard record.kind == .scalar, record.count > 3 else { return false }
    let start = Int(record.offset)
    return tree.text.withUnsafeBufferPointer { bytes in
      for offset in start..<start + Int(record.count) - 1
      where bytes[offset] == UInt8(ascii: "$") && bytes[offset + 1] == UInt8(ascii: "{") {
        return true
      }
      return false
    }
  }

  /// What a scalar means; nil for a list or map.
  var scalar: YAMLScalar? {
    guard kind == .scalar else { return nil }
    return isPlain ? YAMLScalar(plain: text) : .string(text)
  }

  /// Whether this is null, written out or left empty. Asked for every field, so it looks at the
  /// bytes alone.
  var isNull: Bool {
    let record = record
    guard record.kind == .scalar, record.isPlain else { return false }
    switch record.count {
    case 0: return true
    case 1: return tree.text[Int(record.offset)] == UInt8(ascii: "~")
    case 4:
      // `null Null NULL`; most texts of four letters are something else.
      return tree.text[Int(record.offset)] | 0x20 == UInt8(ascii: "n")
        && YAMLScalar(plain: text) == .null
    default: return false
    }
  }

  /// A list's elements; empty for anything else.
  var elements: Elements {
    let record = record
    guard record.kind == .list else {
      return Elements(tree: tree, origin: origin, first: 0, count: 0)
    }
    return Elements(
      tree: tree, origin: origin, first: Int(record.offset), count: Int(record.count))
  }

  /// A map's entries in the order of the text; empty for anything else.
  var entries: Entries {
    let record = record
    guard record.kind == .map else {
      return Entries(tree: tree, origin: origin, first: 0, count: 0)
    }
    return Entries(
      tree: tree, origin: origin, first: Int(record.offset), count: Int(record.count) / 2)
  }

  /// The value of `key` in a map, O(entries).
  subscript(key: String) -> YAMLNode? {
    entries.first { $0.key.text == key }?.value
  }

  /// What the node is, as a message says it.
  var kindName: String {
    switch kind {
    case .list: "a list"
    case .map: "a map"
    case .scalar: scalar?.kindName ?? "text"
    }
  }
}

extension YAMLNode {
  /// The elements of a list.
  struct Elements: RandomAccessCollection {
    let tree: YAMLTree
    let origin: UInt32
    let first: Int
    let count: Int

    var startIndex: Int { 0 }
    var endIndex: Int { count }
    subscript(position: Int) -> YAMLNode {
      tree.node(tree.children[first + position], in: origin)
    }
  }

  /// The entries of a map.
  struct Entries: RandomAccessCollection {
    let tree: YAMLTree
    let origin: UInt32
    let first: Int
    let count: Int

    /// No entries.
    static func none(in tree: YAMLTree) -> Entries {
      Entries(tree: tree, origin: Origin.document, first: 0, count: 0)
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }
    subscript(position: Int) -> (key: YAMLNode, value: YAMLNode) {
      (
        tree.node(tree.children[first + 2 * position], in: origin),
        tree.node(tree.children[first + 2 * position + 1], in: origin)
      )
    }
  }
}

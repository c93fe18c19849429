extension LayoutWriter {
  /// Writes an entry of a map.
  ///
  /// - Parameter isInline: whether the line has been begun by a dash.
  mutating func write(
    _ entry: LayoutNode.Entry, indent: Int, isInline: Bool
  ) throws(LayoutRefusal) {
    if !isInline { startLine(indent, at: entry.start) }
    reach(entry.start)
    try writeKey(entry)
    write(":")
    if let end = entry.colonEnd { endLine(after: end) }
    try writeValue(entry.value, of: entry.start, indent: indent)
  }

  private mutating func writeKey(_ entry: LayoutNode.Entry) throws(LayoutRefusal) {
    guard entry.colonEnd != nil || entry.start.index < (entry.key.start?.index ?? 0) else {
      throw LayoutRefusal(at: entry.start)
    }
    if let anchor = entry.key.anchor { write(source.text(of: anchor) + " ") }
    switch entry.key.shape {
    case .empty: break
    case .leaf(let token) where token.kind != .block && token.start.line == token.end.line:
      write(canonical(token))
      if token.kind == .alias { write(" ") }
    default: throw LayoutRefusal(at: entry.start)
    }
  }

  /// Writes the value behind a colon or dash; `owner` is where its key or dash is.
  private mutating func writeValue(
    _ node: LayoutNode, of owner: LayoutMark, indent: Int
  ) throws(LayoutRefusal) {
    writeAnchor(of: node, indent: indent + 2)
    guard let start = node.contentStart else { return endLine() }
    switch node.shape {
    case .list(let items): try writeList(items, indent: indent + 2)
    case .map(let entries): try writeMap(entries, indent: indent + 2)
    default:
      let isBelow = pending(before: start.index) != nil || !isLineOpen || start.line != owner.line
      if isBelow, !isBlockScalar(node) {
        endOpener()
        writeComments(before: start.index, indent: indent + 2)
        startLine(indent + 2)
      } else {
        write(" ")
      }
      try writeLeaf(node, indent: indent, column: owner.column)
    }
  }

  private func isBlockScalar(_ node: LayoutNode) -> Bool {
    if case .leaf(let token) = node.shape { return token.kind == .block && isLineOpen }
    return false
  }

  private mutating func writeAnchor(of node: LayoutNode, indent: Int) {
    guard let anchor = node.anchor else { return }
    if isLineOpen {
      write(" ")
    } else {
      writeComments(before: anchor.start.index, indent: indent)
      startLine(indent)
    }
    write(source.text(of: anchor))
    endLine(after: anchor.end.index)
  }

  private mutating func writeList(
    _ items: [LayoutNode.Item], indent: Int
  ) throws(LayoutRefusal) {
    endOpener()
    try writeItems(items, indent: indent, isInline: false)
  }

  private mutating func writeMap(
    _ entries: [LayoutNode.Entry], indent: Int
  ) throws(LayoutRefusal) {
    endOpener()
    try writeEntries(entries, indent: indent, isInline: false)
  }

  /// Writes a list; the first dash goes on the line that is open if it is `isInline`.
  mutating func writeItems(
    _ items: [LayoutNode.Item], indent: Int, isInline: Bool
  ) throws(LayoutRefusal) {
    for (position, item) in items.enumerated() {
      if position > 0 || !isInline { startLine(indent, at: item.dash.start) }
      try write(item, indent: indent)
    }
    if let first = items.first { writeRest(ofBlockAt: first.dash.start.column, indent: indent) }
  }

  private mutating func writeEntries(
    _ entries: [LayoutNode.Entry], indent: Int, isInline: Bool
  ) throws(LayoutRefusal) {
    for (position, entry) in entries.enumerated() {
      try write(entry, indent: indent, isInline: position == 0 && isInline)
    }
    if let first = entries.first { writeRest(ofBlockAt: first.start.column, indent: indent) }
  }

  private mutating func write(_ item: LayoutNode.Item, indent: Int) throws(LayoutRefusal) {
    reach(item.dash.start)
    write("-")
    endLine(after: item.dash.end.index)
    guard item.node.anchor == nil, isLineOpen, let start = item.node.start,
      pending(before: start.index) == nil
    else { return try writeValue(item.node, of: item.dash.start, indent: indent) }
    switch item.node.shape {
    case .map(let entries):
      write(" ")
      try writeEntries(entries, indent: indent + 2, isInline: true)
    case .list(let items):
      write(" ")
      try writeItems(items, indent: indent + 2, isInline: true)
    default: try writeValue(item.node, of: item.dash.start, indent: indent)
    }
  }

  /// Writes a scalar, an alias, or a list or map in brackets, and ends the line.
  ///
  /// - Parameters:
  ///   - indent: the indentation of the block that it is in.
  ///   - column: that block's column in the source.
  mutating func writeLeaf(
    _ node: LayoutNode, indent: Int, column: Int
  ) throws(LayoutRefusal) {
    switch node.shape {
    case .leaf(let token) where token.kind == .block:
      guard indent >= 0 else { throw LayoutRefusal(at: token.start) }
      writeBlockScalar(token, indent: indent, column: column)
    case .leaf(let token):
      writeScalar(token, continuation: indent + 2)
      endLine(after: token.end.index)
    case .flow(let tokens):
      writeFlow(tokens)
      if let last = tokens.last { endLine(after: last.end.index) }
    default: break
    }
    endLine()
  }
}

/// A construct that has no canonical form: a key that takes several lines, for example.
struct LayoutRefusal: Error {
  let mark: LayoutMark

  init(at mark: LayoutMark) { self.mark = mark }
}

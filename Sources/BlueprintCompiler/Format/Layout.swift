/// Lays a whole text out: what stands above the first key, the top-level entries in their order,
/// and comments at the end.
struct Layout {
  private let source: LayoutText
  private let tokens: [LayoutToken]
  private let root: LayoutNode
  private var writer: LayoutWriter

  /// The order of a blueprint's keys.
  static let keyOrder = [
    "blueprint", "name", "version", "description", "imports", "inputs", "locals", "targets",
    "profiles", "templates", "machines", "services", "actions", "schedules", "requires",
    "policies", "outputs",
  ]
  /// How many of them say what the file is; a comment above the first of them is about the file.
  private static let headKeys = 4

  /// A layout of `source`; nil where it is not YAML.
  init?(_ source: LayoutText) {
    guard let scanner = LayoutScanner(source) else { return nil }
    var builder = LayoutTreeBuilder(scanner.tokens)
    self.source = source
    tokens = scanner.tokens
    root = builder.build()
    writer = LayoutWriter(source: source, comments: scanner.comments, starts: root.starts)
  }

  /// The text in the canonical form.
  ///
  /// - Parameter isOrdered: whether a blueprint's keys are put in order.
  mutating func text(isOrdered: Bool) throws(LayoutRefusal) -> String {
    guard !tokens.contains(where: { $0.kind == .directive }) else {
      throw LayoutRefusal(at: tokens[0].start)
    }
    let preamble = documentStart()
    guard case .map(let entries) = root.shape, root.anchor == nil else {
      return (preamble + (try wholeDocument())).text
    }
    var sections = try sections(of: entries, isOrdered: isOrdered)
    sections = sections.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }.map(\.element)
    return (preamble + LayoutSection.joined(sections)).text
  }

  /// The `---` line, if the author wrote one, with the comments above it.
  private mutating func documentStart() -> [LayoutLine] {
    guard let token = tokens.first(where: { $0.kind == .documentStart }), !token.isEmpty else {
      return []
    }
    writer.startLine(0, at: token.start)
    writer.write("---")
    writer.endLine(after: token.end.index)
    return writer.takeLines()
  }

  /// A document that is not a map of blocks.
  private mutating func wholeDocument() throws(LayoutRefusal) -> [LayoutLine] {
    guard root.anchor == nil, let start = root.contentStart else {
      throw LayoutRefusal(at: root.start ?? LayoutMark(index: 0, line: 0, column: 0))
    }
    writer.writeComments(before: start.index, indent: 0)
    if case .list(let items) = root.shape {
      try writer.writeItems(items, indent: 0, isInline: false)
    } else {
      writer.startLine(0, at: start)
      try writer.writeLeaf(root, indent: -2, column: -1)
    }
    writer.writeComments(before: source.scalars.count, indent: 0)
    return writer.takeLines()
  }

  private mutating func sections(
    of entries: [LayoutNode.Entry], isOrdered: Bool
  ) throws(LayoutRefusal) -> [LayoutSection] {
    let isBlueprint = isOrdered && entries.contains { name(of: $0) == "blueprint" }
    var sections: [LayoutSection] = []
    var rank = -1
    if let head = head(before: entries[0]) { sections.append(head) }
    for entry in entries {
      if isBlueprint { rank = Self.keyOrder.firstIndex(of: name(of: entry)) ?? rank }
      sections.append(
        try section(of: entry, rank: rank, isLast: entry.start == entries.last?.start))
    }
    if let tail = tail() { sections.append(tail) }
    return sections
  }

  private func name(of entry: LayoutNode.Entry) -> String {
    guard case .leaf(let token) = entry.key.shape else { return "" }
    let text = source.text(of: token)
    return token.kind == .plain ? text : String(text.dropFirst().dropLast())
  }

  /// The comments at the start that are about the file, not about its first key: all paragraphs
  /// but the last, and the last one above a key that says what the file is.
  private mutating func head(before entry: LayoutNode.Entry) -> LayoutSection? {
    let isHeadKey = Self.keyOrder.prefix(Self.headKeys).contains(name(of: entry))
    guard let end = isHeadKey ? entry.start.index : lastParagraph(before: entry.start) else {
      return nil
    }
    guard let first = writer.pending(before: end) else { return nil }
    writer.writeComments(before: end, indent: 0)
    let next = writer.pending(before: entry.start.index)?.start.line ?? entry.start.line
    return LayoutSection(
      rank: -2, lines: writer.takeLines(), isApart: source.isBlank(first.start.line - 1),
      endsApart: source.isBlank(next - 1), isBlock: false, isKept: false)
  }

  /// Where the comments begin that stand directly above `mark`, or the modelines among them end;
  /// nil if that is where all comments begin.
  private func lastParagraph(before mark: LayoutMark) -> Int? {
    var line = mark.line
    while line > 0, !source.isBlank(line - 1), !isModeline(line - 1) { line -= 1 }
    return line > 0 ? source.lineStarts[line] : nil
  }

  /// Whether a line says something to an editor, which looks for it at the start of the file.
  private func isModeline(_ line: Int) -> Bool {
    let text = String(String.UnicodeScalarView(source.line(line))).trimmedAtStart
    return text.hasPrefix("# yaml-language-server:") || text.hasPrefix("#!")
      || text.hasPrefix("# vim:") || text.hasPrefix("# -*-")
  }

  private mutating func section(
    of entry: LayoutNode.Entry, rank: Int, isLast: Bool
  ) throws(LayoutRefusal) -> LayoutSection {
    let first = writer.pending(before: entry.start.index)?.start.line ?? entry.start.line
    writer.writeComments(before: entry.start.index, indent: 0)
    writer.startLine(0, at: entry.start)
    let above = writer.lines.count
    try writer.write(entry, indent: 0, isInline: true)
    let isKept = writer.isKept
    let lines = writer.takeLines()
    return LayoutSection(
      rank: rank, lines: lines, isApart: source.isBlank(first - 1),
      isBlock: lines.count > above + 1, isKept: isKept)
  }

  /// The comments behind the last entry.
  private mutating func tail() -> LayoutSection? {
    guard let first = writer.pending(before: source.scalars.count + 1) else { return nil }
    writer.writeComments(before: source.scalars.count + 1, indent: 0)
    return LayoutSection(
      rank: .max, lines: writer.takeLines(), isApart: source.isBlank(first.start.line - 1),
      isBlock: false, isKept: false)
  }
}

extension LayoutNode {
  /// Where the keys and dashes in here are, in the order of the text.
  var starts: [LayoutMark] {
    switch shape {
    case .list(let items): items.flatMap { [$0.dash.start] + $0.node.starts }
    case .map(let entries): entries.flatMap { [$0.start] + $0.value.starts }
    default: []
    }
  }
}

/// Draws an outline as a tree for terminals.
public struct TreeRenderer: Sendable {
  private struct Signs {
    let branch, last, line, gap, mark, arrow, times, again: String
  }

  private static let unicode = Signs(
    branch: "├── ", last: "└── ", line: "│   ", gap: "    ", mark: "◆", arrow: " → ", times: "×",
    again: "…")
  private static let ascii = Signs(
    branch: "|-- ", last: "`-- ", line: "|   ", gap: "    ", mark: "*", arrow: " -> ", times: "x",
    again: "...")

  private let isASCII: Bool
  private var signs: Signs { isASCII ? Self.ascii : Self.unicode }

  /// A renderer; `isASCII` leaves out every other sign of its own.
  public init(isASCII: Bool) { self.isASCII = isASCII }

  /// The lines of the tree, the levels and the critical path.
  public func lines(_ outline: DependencyOutline) -> [String] {
    var lines = [outline.title, ""] + tree(outline)
    lines += ["", "levels"]
    let width = "\(outline.levels.count)".count
    for (index, level) in outline.levels.enumerated() {
      let number = "\(index + 1)"
      let names = level.map { plain(outline.entries[$0].label) }.joined(separator: ", ")
      lines.append(
        "  " + String(repeating: " ", count: width - number.count) + "\(number)  \(names)")
    }
    let path = outline.criticalPath.map { plain(outline.entries[$0].label) }
    let heading = "critical path \(signs.mark) (\(path.count))"
    return lines + ["", heading, "  " + path.joined(separator: signs.arrow)]
  }

  /// Everything from what nothing needs downwards. What stands further up with all that it needs
  /// is not spread out again.
  private func tree(_ outline: DependencyOutline) -> [String] {
    let needed = Set(outline.entries.flatMap { $0.needs })
    let roots = outline.entries.indices.filter { !needed.contains($0) }
    var lines: [String] = []
    var shown: Set<Int> = []
    var pending = roots.reversed().map { (position: $0, head: "", below: "") }
    while let (position, head, below) = pending.popLast() {
      let entry = outline.entries[position]
      let needs = entry.needs.filter { isSpread(outline.entries[$0], under: entry) }
      let isNew = shown.insert(position).inserted
      lines.append(head + text(entry, isCut: !isNew && !needs.isEmpty))
      guard isNew else { continue }
      for (index, need) in needs.enumerated().reversed() {
        let isLast = index == needs.count - 1
        pending.append(
          (
            need, below + (isLast ? signs.last : signs.branch),
            below + (isLast ? signs.gap : signs.line)
          )
        )
      }
    }
    return lines
  }

  /// A service's own machines stand beside it and not below.
  private func isSpread(
    _ need: DependencyOutline.Entry, under entry: DependencyOutline.Entry
  ) -> Bool {
    need.isLeading || entry.remark != "on \(need.label.dropFirst("machines ".count))"
  }

  private func text(_ entry: DependencyOutline.Entry, isCut: Bool) -> String {
    let parts = [
      plain(entry.label), plain(entry.remark), entry.isCritical ? signs.mark : "",
      isCut ? signs.again : "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private func plain(_ text: String) -> String {
    isASCII ? text.replacing("×", with: signs.times) : text
  }
}

extension Diagram {
  /// The diagram in Mermaid's language, which Markdown viewers draw.
  public var mermaid: String {
    var names: [String: String] = [:]
    for (index, group) in groups.enumerated() { names[group.id] = "g\(index)" }
    for (index, node) in nodes.enumerated() { names[node.id] = "n\(index)" }
    var lines = ["---", "title: \(title.quotedForMermaid)", "---", "flowchart TB"]
    for group in groups {
      let detail = group.detail.isEmpty ? "" : " (\(group.detail))"
      lines.append(
        "  subgraph \(names[group.id] ?? "")[\((group.label + detail).quotedForMermaid)]")
      lines += nodes.filter { $0.group == group.id }
        .map { "    \(names[$0.id] ?? "")\(Self.box($0))" }
      lines.append("  end")
    }
    lines += nodes.filter { $0.group == nil }.map { "  \(names[$0.id] ?? "")\(Self.box($0))" }
    lines += edges.map { "  \(names[$0.from] ?? "") --> \(names[$0.to] ?? "")" }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func box(_ node: Node) -> String {
    let text = node.detail.isEmpty ? node.label : "\(node.label) · \(node.detail)"
    return node.isJoin ? "([\(text.quotedForMermaid)])" : "[\(text.quotedForMermaid)]"
  }
}

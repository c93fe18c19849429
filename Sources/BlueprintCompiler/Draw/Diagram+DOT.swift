extension Diagram {
  /// The diagram in Graphviz's language.
  public var dot: String {
    var lines = ["digraph \(title.quotedForDOT) {"]
    lines += [
      "  rankdir=TB; compound=true;",
      "  graph [fontname=\"sans-serif\", label=\(title.quotedForDOT), labelloc=t];",
      "  node [fontname=\"sans-serif\", shape=box, style=rounded];",
    ]
    for group in groups { lines += dotLines(of: group) }
    lines += nodes.filter { $0.group == nil }.map { "  \(dotNode($0))" }
    lines += edges.map(dotEdge)
    return lines.joined(separator: "\n") + "\n}\n"
  }

  private func dotLines(of group: Group) -> [String] {
    let detail = group.detail.isEmpty ? "" : "  (\(group.detail))"
    let members = nodes.filter { $0.group == group.id }
    var lines = [
      "  subgraph \("cluster \(group.id)".quotedForDOT) {",
      "    label=\((group.label + detail).quotedForDOT);",
    ]
    lines += members.map { "    \(dotNode($0))" }
    // An arrow needs a node to end at; the frame then cuts it off.
    lines.append("    \(anchor(of: group.id).quotedForDOT) [shape=point, style=invis];")
    return lines + ["  }"]
  }

  private func dotNode(_ node: Node) -> String {
    let label = node.detail.isEmpty ? node.label : "\(node.label)\n\(node.detail)"
    return "\(node.id.quotedForDOT) [label=\(label.quotedForDOT)];"
  }

  private func dotEdge(_ edge: Edge) -> String {
    let ids = Set(groups.map(\.id))
    var attributes: [String] = []
    if ids.contains(edge.from) { attributes.append("ltail=\("cluster \(edge.from)".quotedForDOT)") }
    if ids.contains(edge.to) { attributes.append("lhead=\("cluster \(edge.to)".quotedForDOT)") }
    let from = ids.contains(edge.from) ? anchor(of: edge.from) : edge.from
    let to = ids.contains(edge.to) ? anchor(of: edge.to) : edge.to
    let suffix = attributes.isEmpty ? "" : " [\(attributes.joined(separator: ", "))]"
    return "  \(from.quotedForDOT) -> \(to.quotedForDOT)\(suffix);"
  }

  private func anchor(of group: String) -> String { "anchor \(group)" }
}

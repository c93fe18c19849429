/// What is laid out as one thing: a frame with the boxes in it, a box without a frame, or a point
/// that a long arrow passes through.
struct Cluster {
  /// The frame; nil for a box without one, and for a point.
  var group: Diagram.Group?
  /// The boxes, with places from the cluster's own top left.
  var boxes: [(node: Diagram.Node, box: Picture.Box)] = []
  /// Where it is; only the size is known at first.
  var box = Picture.Box(width: 0, height: 0)

  private static let padding = 14.0
  private static let header = 30.0
  private static let gap = 14.0
  private static let rowGap = 30.0

  /// A point.
  init() { box = Picture.Box(width: 10, height: 0) }

  /// A frame around `nodes`, those that others of them need further down.
  init(_ group: Diagram.Group?, _ nodes: [Diagram.Node], edges: [Diagram.Edge]) {
    self.group = group
    let rows = Self.rows(of: nodes, edges: edges)
    let isFramed = group != nil
    var y = isFramed ? Self.header : 0
    var widest = group.map(Self.labelWidth) ?? 0
    let widths = rows.map { row in
      row.map(Self.width).reduce(0, +) + Double(row.count - 1) * Self.gap
    }
    widest = max(widest, widths.max() ?? 60)
    let side = isFramed ? Self.padding : 0
    for (row, width) in zip(rows, widths) {
      var x = side + (widest - width) / 2
      let height = row.map(Self.height).max() ?? 0
      for node in row {
        let box = Picture.Box(
          x: x, y: y, width: Self.width(of: node), height: Self.height(of: node))
        boxes.append((node, box))
        x += box.width + Self.gap
      }
      y += height + Self.rowGap
    }
    if !rows.isEmpty { y -= Self.rowGap }
    box = Picture.Box(width: widest + 2 * side, height: y + (isFramed ? Self.padding : 0))
  }

  /// The nodes in rows: what needs others of them above those, and no row much wider than the
  /// cluster is high.
  private static func rows(
    of nodes: [Diagram.Node], edges: [Diagram.Edge]
  ) -> [[Diagram.Node]] {
    let index = Dictionary(
      nodes.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { $1 })
    var needs = Array(repeating: [Int](), count: nodes.count)
    for edge in edges {
      if let from = index[edge.from], let to = index[edge.to] { needs[from].append(to) }
    }
    let layers = Layers(needs: needs).layers
    var members: [Int: [Int]] = [:]
    for (vertex, layer) in layers.enumerated() { members[layer, default: []].append(vertex) }
    let depth = (layers.max() ?? -1) + 1
    let ordered = LayerOrder(
      rows: (0..<depth).reversed().map { members[$0] ?? [] }, below: needs
    ).rows
    let limit = max(4, Int(Double(nodes.count).squareRoot().rounded(.up)))
    return ordered.flatMap { row in
      stride(from: 0, to: row.count, by: limit).map { start in
        row[start..<min(row.count, start + limit)].map { nodes[$0] }
      }
    }
  }

  private static func width(of node: Diagram.Node) -> Double {
    let label = Double(node.label.shortened(to: Drawing.labelLimit).count) * Drawing.labelAdvance
    let detail = Double(node.detail.shortened(to: Drawing.labelLimit).count) * Drawing.detailAdvance
    return max(64, max(label, detail) + 24)
  }

  private static func height(of node: Diagram.Node) -> Double {
    node.isJoin ? 24 : node.detail.isEmpty ? 32 : 44
  }

  private static func labelWidth(of group: Diagram.Group) -> Double {
    let label = Double(group.label.shortened(to: Drawing.labelLimit).count) * Drawing.labelAdvance
    let detail =
      Double(group.detail.shortened(to: Drawing.labelLimit).count) * Drawing.detailAdvance
    return label + (detail > 0 ? detail + 16 : 0)
  }
}

/// Measures of the drawing's letters, on the wide side: nobody can tell the reader's font.
enum Drawing {
  /// Pixels that a letter of a label takes, of 13 pixels and bold.
  static let labelAdvance = 8.2
  /// Pixels that a letter of a detail takes, of 11 pixels.
  static let detailAdvance = 6.6
  /// Letters after which a label is cut off; the whole text is shown to whoever points at it.
  static let labelLimit = 36
}

/// Gives every part of a diagram a place. What needs others is above them.
///
/// The clusters are put in layers by the longest chain of needs below them; arrows over several
/// layers get a point in each; the layers are ordered for few crossings, and spaced so that
/// arrows are short.
struct PictureBuilder {
  private let diagram: Diagram
  private var clusters: [Cluster] = []
  private var rows: [[Int]] = []
  /// The neighbours of each cluster in the next lower row.
  private var below: [[Int]] = []
  /// The cluster of each node and group.
  private var owner: [String: Int] = [:]
  /// The points that arrows from one cluster to another pass through.
  private var chains: [Pair: [Int]] = [:]

  private struct Pair: Hashable {
    let from: Int
    let to: Int
  }

  private static let margin = 24.0
  private static let titleHeight = 40.0
  private static let noteWidth = 330.0
  private static let gap = 28.0
  private static let layerGap = 64.0

  /// A builder for `diagram`.
  init(_ diagram: Diagram) {
    self.diagram = diagram
    makeClusters()
    makeLayers()
    place()
  }

  // MARK: Clusters and layers

  private mutating func makeClusters() {
    let members = Dictionary(grouping: diagram.nodes, by: { $0.group ?? "" })
    for group in diagram.groups {
      let nodes = members[group.id] ?? []
      owner[group.id] = clusters.count
      for node in nodes { owner[node.id] = clusters.count }
      clusters.append(Cluster(group, nodes, edges: diagram.edges))
    }
    for node in diagram.nodes where node.group == nil {
      owner[node.id] = clusters.count
      clusters.append(Cluster(nil, [node], edges: []))
    }
  }

  private mutating func makeLayers() {
    let pairs = clusterPairs()
    var needs = Array(repeating: [Int](), count: clusters.count)
    for pair in pairs { needs[pair.from].append(pair.to) }
    var layers = Layers(needs: needs).layers
    below = Array(repeating: [], count: clusters.count)
    for pair in pairs where layers[pair.from] > layers[pair.to] { connect(pair, &layers) }
    let depth = (layers.max() ?? -1) + 1
    var members = Array(repeating: [Int](), count: depth)
    for (vertex, layer) in layers.enumerated() { members[depth - 1 - layer].append(vertex) }
    rows = LayerOrder(rows: members, below: below).rows
  }

  private func clusterPairs() -> [Pair] {
    var seen: Set<Pair> = []
    return diagram.edges.compactMap { edge in
      guard let from = owner[edge.from], let to = owner[edge.to], from != to else { return nil }
      let pair = Pair(from: from, to: to)
      return seen.insert(pair).inserted ? pair : nil
    }
  }

  /// Leads an arrow down layer by layer, through a point in each layer between.
  private mutating func connect(_ pair: Pair, _ layers: inout [Int]) {
    var (previous, layer) = (pair.from, layers[pair.from] - 1)
    var points: [Int] = []
    while layer > layers[pair.to] {
      points.append(clusters.count)
      below[previous].append(clusters.count)
      previous = clusters.count
      clusters.append(Cluster())
      below.append([])
      layers.append(layer)
      layer -= 1
    }
    below[previous].append(pair.to)
    chains[pair] = points
  }

  // MARK: Places

  private mutating func place() {
    var y = Self.margin + Self.titleHeight
    for row in rows {
      let height = row.map { clusters[$0].box.height }.max() ?? 0
      for vertex in row {
        let isPoint = clusters[vertex].boxes.isEmpty && clusters[vertex].group == nil
        clusters[vertex].box.y = isPoint ? y : y + (height - clusters[vertex].box.height) / 2
        if isPoint { clusters[vertex].box.height = height }
      }
      y += height + Self.layerGap
      space(row, around: row.indices.map { Double($0) * 160 })
    }
    var above = Array(repeating: [Int](), count: clusters.count)
    for (vertex, neighbours) in below.enumerated() {
      for neighbour in neighbours { above[neighbour].append(vertex) }
    }
    for sweep in 0..<16 {
      let isDown = sweep.isMultiple(of: 2)
      let order = isDown ? Array(rows.indices) : rows.indices.reversed()
      for row in order {
        let sides = sweep < 12 ? [isDown ? above : below] : [above, below]
        space(rows[row], around: rows[row].map { wanted($0, sides) })
      }
    }
    moveToMargin()
  }

  private func wanted(_ vertex: Int, _ sides: [[[Int]]]) -> Double {
    let neighbours = sides.flatMap { $0[vertex] }
    guard !neighbours.isEmpty else { return clusters[vertex].box.centre }
    return neighbours.map { clusters[$0].box.centre }.reduce(0, +) / Double(neighbours.count)
  }

  private mutating func space(_ row: [Int], around wanted: [Double]) {
    let widths = row.map { clusters[$0].box.width }
    let centres = Spacing.centres(wanted: wanted, widths: widths, gap: Self.gap)
    for (vertex, centre) in zip(row, centres) {
      clusters[vertex].box.x = centre - clusters[vertex].box.width / 2
    }
  }

  private mutating func moveToMargin() {
    let right = clusters.map { $0.box.x + $0.box.width }.max() ?? 0
    var left = clusters.map(\.box.x).min() ?? 0
    left -= max(0, Self.noteWidth - (right - left)) / 2
    for vertex in clusters.indices {
      clusters[vertex].box.x = (clusters[vertex].box.x - left + Self.margin).rounded()
      clusters[vertex].box.y = clusters[vertex].box.y.rounded()
    }
  }

  // MARK: The picture

  /// The picture.
  func picture() -> Picture {
    var picture = Picture(title: diagram.title)
    var places: [String: Picture.Box] = [:]
    var frames: [String: Picture.Box] = [:]
    for cluster in clusters {
      if let group = cluster.group {
        picture.frames.append((group, cluster.box))
        places[group.id] = cluster.box
      }
      for (node, inner) in cluster.boxes {
        var box = inner
        box.x += cluster.box.x
        box.y += cluster.box.y
        picture.boxes.append((node, box))
        places[node.id] = box
        if cluster.group != nil { frames[node.id] = cluster.box }
      }
    }
    let title = max(Self.noteWidth, Double(diagram.title.count) * 11)
    picture.width =
      max(title + Self.margin, clusters.map { $0.box.x + $0.box.width }.max() ?? 0) + Self.margin
    picture.height =
      max(Self.margin + Self.titleHeight, clusters.map(\.box.bottom).max() ?? 0) + Self.margin
    picture.arrows = ArrowRouter(places: places, frames: frames).route(
      diagram.edges, through: passages)
    return picture
  }

  /// The boxes of the points that an arrow passes through.
  private func passages(_ edge: Diagram.Edge) -> [Picture.Box] {
    guard let from = owner[edge.from], let to = owner[edge.to] else { return [] }
    return chains[Pair(from: from, to: to)]?.map { clusters[$0].box } ?? []
  }
}

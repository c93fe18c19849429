/// The order of the vertices in each layer, with few crossings: every vertex goes where the
/// middle of its neighbours is, layer by layer, up and down, a few times.
struct LayerOrder {
  /// The vertices of each layer, from left to right.
  private(set) var rows: [[Int]]
  private let above: [[Int]]
  private let below: [[Int]]
  private static let sweeps = 12

  /// An order of `rows`; `below` has the neighbours of each vertex in the next lower row.
  init(rows: [[Int]], below: [[Int]]) {
    self.rows = rows
    self.below = below
    var above = Array(repeating: [Int](), count: below.count)
    for (vertex, neighbours) in below.enumerated() {
      for neighbour in neighbours { above[neighbour].append(vertex) }
    }
    self.above = above
    improve()
  }

  private mutating func improve() {
    var best = (rows: rows, crossings: crossings())
    for sweep in 0..<Self.sweeps where best.crossings > 0 {
      if sweep.isMultiple(of: 2) {
        for row in rows.indices.dropLast() { reorder(row + 1, by: above, in: row) }
      } else {
        for row in rows.indices.dropFirst().reversed() { reorder(row - 1, by: below, in: row) }
      }
      let count = crossings()
      if count < best.crossings { best = (rows, count) }
    }
    rows = best.rows
  }

  private mutating func reorder(_ row: Int, by neighbours: [[Int]], in other: Int) {
    let places = positions(of: other)
    let keys = rows[row].enumerated().map { position, vertex in
      let found = neighbours[vertex].compactMap { places[$0] }
      // A vertex without neighbours stays about where it is.
      let scale = Double(max(1, rows[other].count)) / Double(max(1, rows[row].count))
      return found.isEmpty
        ? Double(position) * scale : Double(found.reduce(0, +)) / Double(found.count)
    }
    let order = rows[row].indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    rows[row] = order.map { rows[row][$0] }
  }

  private func positions(of row: Int) -> [Int: Int] {
    Dictionary(
      rows[row].enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
  }

  /// How many pairs of edges cross.
  func crossings() -> Int {
    var count = 0
    for row in rows.indices.dropLast() {
      let places = positions(of: row + 1)
      var ends: [Int] = []
      for vertex in rows[row] { ends += below[vertex].compactMap { places[$0] }.sorted() }
      count += Self.inversions(of: ends, below: rows[row + 1].count)
    }
    return count
  }

  /// Pairs that are out of order, by a tree of counts.
  private static func inversions(of ends: [Int], below limit: Int) -> Int {
    var tree = Array(repeating: 0, count: limit + 1)
    var inversions = 0
    for (seen, end) in ends.enumerated() {
      var smaller = 0
      var index = end + 1
      while index > 0 {
        smaller += tree[index]
        index -= index & -index
      }
      inversions += seen - smaller
      index = end + 1
      while index <= limit {
        tree[index] += 1
        index += index & -index
      }
    }
    return inversions
  }
}

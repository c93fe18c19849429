/// Leaves out edges that follow from others: where a needs b and b needs c, a needs c anyway.
enum Reduction {
  /// Vertices beyond which nothing is left out: nobody can read such a drawing, and finding what
  /// follows takes vertices times edges.
  private static let limit = 3000

  /// `needs` of the vertices 0 to `needs.count - 1`, without what follows. Each vertex must come
  /// after all that it needs.
  static func direct(_ needs: [[Int]]) -> [[Int]] {
    guard needs.count <= limit else { return needs }
    var reached: [Set<Int>] = []
    return needs.map { targets in
      let further = targets.reduce(into: Set<Int>()) { $0.formUnion(reached[$1]) }
      reached.append(further.union(targets))
      return targets.filter { !further.contains($0) }
    }
  }
}

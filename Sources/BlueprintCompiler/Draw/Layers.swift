/// The layer of each vertex of a graph: one more than the highest that it needs. Edges that close
/// a circle are left out of account. Takes O(vertices + edges), and no stack.
struct Layers {
  /// The layer of each vertex; 0 needs nothing.
  private(set) var layers: [Int]

  /// The layers of the vertices 0 to `needs.count - 1`, each with what it needs.
  init(needs: [[Int]]) {
    layers = Array(repeating: 0, count: needs.count)
    var isOpen = Array(repeating: false, count: needs.count)
    var isDone = isOpen
    for start in needs.indices where !isDone[start] {
      var path = [(vertex: start, next: 0)]
      isOpen[start] = true
      while let (vertex, next) = path.last {
        guard next < needs[vertex].count else {
          isOpen[vertex] = false
          isDone[vertex] = true
          path.removeLast()
          if let parent = path.last?.vertex {
            layers[parent] = max(layers[parent], layers[vertex] + 1)
          }
          continue
        }
        path[path.count - 1].next += 1
        let target = needs[vertex][next]
        if isDone[target] {
          layers[vertex] = max(layers[vertex], layers[target] + 1)
        } else if !isOpen[target] {
          isOpen[target] = true
          path.append((target, 0))
        }
      }
    }
  }
}

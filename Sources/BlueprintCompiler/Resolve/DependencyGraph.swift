/// Finds an order in which everything comes after what it depends on, or a circle. Takes
/// O(nodes + edges) and no stack, so that long chains are no danger.
struct DependencyGraph<Node: Hashable, Label> {
  /// One node's dependency on another.
  typealias Edge = (target: Node, label: Label)
  /// An edge of a circle.
  typealias Link = (source: Node, target: Node, label: Label)

  /// What is found.
  enum Outcome {
    /// All nodes, dependencies first.
    case order([Node])
    /// The edges of one circle, in order.
    case circle([Link])
  }

  private enum Mark { case new, open, done }

  /// A node on the path, and how many of its edges have been followed.
  private struct Visit {
    let node: Int
    let edges: [Edge]
    var next = 0
  }

  private let nodes: [Node]
  private let edges: [Node: [Edge]]

  /// A graph of `nodes`; an edge to anything else is ignored.
  init(_ nodes: [Node], edges: [Node: [Edge]]) {
    self.nodes = nodes
    self.edges = edges
  }

  /// The order, or the first circle that is met from the first nodes.
  func sorted() -> Outcome {
    var positions: [Node: Int] = [:]
    positions.reserveCapacity(nodes.count)
    for (position, node) in nodes.enumerated() where positions[node] == nil {
      positions[node] = position
    }
    var marks = [Mark](repeating: .new, count: nodes.count)
    var order: [Node] = []
    order.reserveCapacity(nodes.count)
    for (start, node) in nodes.enumerated()
    where marks[start] == .new && positions[node] == start {
      var path = [Visit(node: start, edges: edges[node] ?? [])]
      marks[start] = .open
      while let visit = path.last {
        guard visit.next < visit.edges.count else {
          marks[visit.node] = .done
          order.append(nodes[visit.node])
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = visit.edges[visit.next].target
        guard let position = positions[target] else { continue }
        switch marks[position] {
        case .done: continue
        case .open: return .circle(links(of: path, closedBy: position))
        case .new:
          marks[position] = .open
          path.append(Visit(node: position, edges: edges[target] ?? []))
        }
      }
    }
    return .order(order)
  }

  private func links(of path: [Visit], closedBy target: Int) -> [Link] {
    guard let first = path.firstIndex(where: { $0.node == target }) else { return [] }
    return path[first...].map { visit in
      let edge = visit.edges[visit.next - 1]
      return (nodes[visit.node], edge.target, edge.label)
    }
  }
}

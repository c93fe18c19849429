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

  private enum Mark { case open, done }
  private let nodes: [Node]
  private let edges: [Node: [Edge]]

  /// A graph of `nodes`; an edge to anything else is ignored.
  init(_ nodes: [Node], edges: [Node: [Edge]]) {
    self.nodes = nodes
    self.edges = edges
  }

  /// The order, or the first circle that is met from the first nodes.
  func sorted() -> Outcome {
    let known = Set(nodes)
    var marks: [Node: Mark] = [:]
    var order: [Node] = []
    for start in nodes where marks[start] == nil {
      var path: [(node: Node, next: Int)] = [(start, 0)]
      marks[start] = .open
      while let (node, next) = path.last {
        let outgoing = edges[node] ?? []
        guard next < outgoing.count else {
          marks[node] = .done
          order.append(node)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let target = outgoing[next].target
        guard known.contains(target) else { continue }
        switch marks[target] {
        case .done: continue
        case .open: return .circle(links(of: path, closedBy: target))
        case nil:
          marks[target] = .open
          path.append((target, 0))
        }
      }
    }
    return .order(order)
  }

  private func links(of path: [(node: Node, next: Int)], closedBy target: Node) -> [Link] {
    guard let first = path.firstIndex(where: { $0.node == target }) else { return [] }
    return path[first...].compactMap { node, next in
      guard let edge = edges[node]?[next - 1] else { return nil }
      return (node, edge.target, edge.label)
    }
  }
}

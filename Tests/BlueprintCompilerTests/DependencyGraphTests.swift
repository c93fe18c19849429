import Testing

@testable import BlueprintCompiler

@Suite struct DependencyGraphTests {
  private func sorted(_ edges: [(Int, Int)], count: Int) -> DependencyGraph<Int, Int>.Outcome {
    var map: [Int: [DependencyGraph<Int, Int>.Edge]] = [:]
    for (number, edge) in edges.enumerated() { map[edge.0, default: []].append((edge.1, number)) }
    return DependencyGraph(Array(0..<count), edges: map).sorted()
  }

  @Test func dependenciesComeFirst() {
    guard case .order(let order) = sorted([(0, 2), (2, 1), (0, 1), (3, 9)], count: 4) else {
      Issue.record("there is no circle")
      return
    }
    #expect(order == [1, 2, 0, 3])
  }

  @Test func circleIsListedEdgeByEdge() {
    guard case .circle(let links) = sorted([(0, 1), (1, 2), (2, 3), (3, 1)], count: 4) else {
      Issue.record("there is a circle")
      return
    }
    #expect(links.map(\.source) == [1, 2, 3])
    #expect(links.map(\.target) == [2, 3, 1])
    #expect(links.map(\.label) == [1, 2, 3])
  }

  @Test func longChainNeedsNoStack() {
    guard case .order(let order) = sorted((0..<200_000).map { ($0, $0 + 1) }, count: 200_001)
    else {
      Issue.record("there is no circle")
      return
    }
    #expect(order.first == 200_000)
  }
}

import BlueprintEngine
import BlueprintModel
import BlueprintTesting

/// A store with many finished runs, of which the newest are listed.
struct LongHistory {
  let count: Int
  private static let width = 200

  func measure(_ bench: Workbench) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for lane in 0..<Self.width {
        group.addTask { [count] in
          for number in stride(from: lane, to: count, by: Self.width) {
            let lease = try await bench.claim(number)
            let end = AppendBatch(after: 1, facts: [.finished(.failed, outputs: [])])
            _ = try await bench.store.append(end, under: lease, at: Workbench.now)
            try await bench.store.release(lease, wakeAt: nil)
          }
        }
      }
      try await group.waitForAll()
    }
    try await list(bench, "all", of: nil)
    try await list(bench, "first", of: "shop-0")
    try await list(bench, "unknown", of: "none")
  }

  private func list(_ bench: Workbench, _ name: String, of deployment: String?) async throws {
    let clock = ContinuousClock()
    var times: [Duration] = []
    for _ in 0..<20 {
      let start = clock.now
      _ = try await bench.store.runs(of: deployment, limit: 20)
      times.append(clock.now - start)
    }
    report("list-\(name)", times.percentile(0.5))
  }
}

import BlueprintModel

/// Many runs that append at the same time, each one fact after another.
struct ConcurrentAppends {
  let runs: Int
  let appends: Int

  func measure(_ bench: Workbench) async throws {
    let leases = try await bench.claimAll(runs)
    let clock = ContinuousClock()
    let began = clock.now
    let used = processorTime()
    let times = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for lease in leases {
        group.addTask { [appends] in
          var times: [Duration] = []
          for turn in 0..<appends {
            let start = clock.now
            try await bench.append(turn, under: lease)
            times.append(clock.now - start)
          }
          return times
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let took = (clock.now - began).inSeconds
    report("cpu", (processorTime() - used) / Double(runs * appends))
    // An append writes its entry and the run's row.
    report("appends/s", Double(runs * appends) / took)
    report("rows/s", Double(2 * runs * appends) / took)
    report("p50", times.percentile(0.5))
    report("p99", times.percentile(0.99))
  }
}

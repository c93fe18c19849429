import BlueprintModel

/// One run that appends one fact after another, each durable before the next.
struct SequentialAppends {
  let count: Int

  func measure(_ bench: Workbench) async throws {
    let lease = try await bench.claim(0)
    let clock = ContinuousClock()
    var times: [Duration] = []
    times.reserveCapacity(count)
    let began = clock.now
    let used = processorTime()
    for turn in 0..<count {
      let start = clock.now
      try await bench.append(turn, under: lease)
      times.append(clock.now - start)
    }
    report("appends/s", Double(count) / (clock.now - began).inSeconds)
    report("cpu", (processorTime() - used) / Double(count))
    report("p50", times.percentile(0.5))
    report("p99", times.percentile(0.99))
  }
}

import BlueprintEngine
import BlueprintModel

/// A journal of many entries, written in large batches and read back.
struct LongJournal {
  let count: Int
  private static let batch = 2_000

  func measure(_ bench: Workbench) async throws {
    let clock = ContinuousClock()
    let lease = try await bench.claim(0)
    let began = clock.now
    for start in stride(from: 0, to: count, by: Self.batch) {
      let facts = (start / 2..<(start + Self.batch) / 2).flatMap(Workbench.facts)
      _ = try await bench.store.append(
        AppendBatch(after: 1 + start, facts: facts), under: lease, at: Workbench.now)
    }
    report("written/s", Double(count) / (clock.now - began).inSeconds)
    for round in 1...3 {
      let start = clock.now
      let used = processorTime()
      let entries = try await bench.store.entries(of: lease.run, after: 0)
      report("read-\(round)", (clock.now - start).inSeconds)
      report("cpu-\(round)", processorTime() - used)
      guard entries.count > count else { return print("entries are missing") }
    }
  }
}

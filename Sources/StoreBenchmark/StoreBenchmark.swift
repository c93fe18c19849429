import SQLiteStore

/// Measures the store of a fresh file; benchmarks/store builds it, runs it and makes a table of what
/// it prints: a name and a number on each line.
@main
struct StoreBenchmark {
  private static let usage = """
    usage: store-benchmark sequential FILE APPENDS
           store-benchmark concurrent FILE RUNS APPENDS-OF-EACH
           store-benchmark journal FILE ENTRIES
           store-benchmark history FILE RUNS
           store-benchmark continuation FILE STEPS
    """

  static func main() async throws {
    let words = CommandLine.arguments.dropFirst()
    let numbers = words.dropFirst(2).compactMap { Int($0) }
    guard let measure = words.first, let path = words.dropFirst().first, let count = numbers.first
    else { return print(usage) }
    let bench = Workbench(store: try SQLiteStore(path: path))
    try await bench.store.migrate()
    switch (measure, numbers.count) {
    case ("sequential", 1): try await SequentialAppends(count: count).measure(bench)
    case ("concurrent", 2):
      try await ConcurrentAppends(runs: count, appends: numbers[1]).measure(bench)
    case ("journal", 1): try await LongJournal(count: count).measure(bench)
    case ("history", 1): try await LongHistory(count: count).measure(bench)
    case ("continuation", 1): try await Continuation(steps: count).measure(bench)
    default: print(usage)
    }
  }
}

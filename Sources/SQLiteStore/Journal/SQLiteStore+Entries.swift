import BlueprintEngine
import BlueprintModel
import GRDB

extension SQLiteStore {
  /// How many entries are read at once; other accesses go in between.
  private static let stretch = 8_192
  /// How many stretches are read or decoded at the same time.
  private static let width = 3

  public func entries(
    of run: RunID, after sequence: Int
  ) async throws(StoreError) -> [JournalEntry] {
    let first = sequence + 1
    let (number, newest, beginning) = try await read { database in
      let row = try DrivenRun(run, in: database)
      let end = min(row.sequence, sequence + Self.stretch)
      guard first <= end else { return (row.number, row.sequence, JournalStretch?.none) }
      let stretch = try located("\(run)") {
        try JournalStretch(ofRun: row.number, first...end, in: database)
      }
      return (row.number, row.sequence, stretch)
    }
    guard let beginning else { return [] }
    let starts = stride(from: first + Self.stretch, through: newest, by: Self.stretch)
    let rest = starts.map { $0...min($0 + Self.stretch - 1, newest) }
    do {
      guard !rest.isEmpty else { return try located("\(run)") { try beginning.decoded() } }
      return try await entries(of: run, number, after: beginning, rest)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  /// Reads a long journal: an entry never changes, so that each stretch can be read by itself,
  /// and they are decoded side by side.
  private func entries(
    of run: RunID, _ number: Int, after beginning: JournalStretch, _ rest: [ClosedRange<Int>]
  ) async throws -> [JournalEntry] {
    try await withThrowingTaskGroup(of: (Int, [JournalEntry]).self) { group in
      var parts = [[JournalEntry]](repeating: [], count: rest.count + 1)
      group.addTask { (0, try located("\(run)") { try beginning.decoded() }) }
      for (index, sequences) in rest.enumerated() {
        if index + 1 >= Self.width, let (done, entries) = try await group.next() {
          parts[done] = entries
        }
        group.addTask {
          let stretch = try await read { database in
            try located("\(run)") {
              try JournalStretch(ofRun: number, sequences, in: database)
            }
          }
          return (index + 1, try located("\(run)") { try stretch.decoded() })
        }
      }
      while let (done, entries) = try await group.next() { parts[done] = entries }
      var entries: [JournalEntry] = []
      entries.reserveCapacity(parts.reduce(0) { $0 + $1.count })
      for part in parts { entries += part }
      return entries
    }
  }
}

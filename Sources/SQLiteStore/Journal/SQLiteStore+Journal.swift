import BlueprintEngine
import BlueprintModel
import GRDB

extension SQLiteStore {
  public func append(
    _ batch: AppendBatch, under lease: Lease, at now: Timestamp
  ) async throws(StoreError) -> [JournalEntry] {
    // Written here, where the callers work side by side; the one writer only hands it on.
    let texts = batch.facts.map(\.json.canonicalJSON)
    let changes = batch.resources.map(StoredChange.init)
    return try await write { database in
      let run = try DrivenRun(lease.run, in: database)
      try run.check(lease, at: now)
      guard run.sequence == batch.after else { throw StoreError.conflict(sequence: run.sequence) }
      if run.isFinished { throw StoreError.finished(lease.run) }
      let lines = JournalLines(after: run.sequence, at: now, term: lease.term, texts: texts)
      try Self.insert(lines, after: run.chain, ofRun: run.number, into: database)
      for change in changes { try change.apply(to: run.deployment, in: database) }
      if case .finished(let result, let outputs)? = batch.facts.last {
        try Self.finish(run, result, outputs, at: now, in: database)
      }
      return batch.facts.enumerated().map { offset, fact in
        JournalEntry(
          sequence: run.sequence + 1 + offset, at: now, term: lease.term, fact: fact)
      }
    }
  }

  /// Adds lines to a journal whose chain is `chain` so far, and counts them.
  static func insert(
    _ lines: JournalLines, after chain: EntryChain, ofRun number: Int, into database: Database
  ) throws {
    let entry = try KeptStatement(
      "INSERT INTO entries (run, sequence, at, term, fact, chain) VALUES (?, ?, ?, ?, ?, ?)",
      in: database)
    entry.bind(1, number)
    entry.bind(3, lines.at.milliseconds)
    entry.bind(4, lines.term)
    var chain = chain
    var sequence = lines.after
    for text in lines.texts {
      sequence += 1
      chain = chain.adding(
        sequence: sequence, at: lines.at.milliseconds, term: lines.term, fact: text)
      entry.bind(2, sequence)
      entry.bind(5, text)
      chain.bind(6, of: entry)
      try entry.execute()
    }
    let newest = try KeptStatement(
      "UPDATE runs SET sequence = ?, chain = ? WHERE number = ?", in: database)
    newest.bind(1, sequence)
    chain.bind(2, of: newest)
    newest.bind(3, number)
    try newest.execute()
  }

  /// Applies the end of a run.
  private static func finish(
    _ run: DrivenRun, _ result: RunResult, _ outputs: [PlannedOutput], at now: Timestamp,
    in database: Database
  ) throws {
    try database.cachedStatement(
      sql: "UPDATE runs SET finished_at = ?, result = ? WHERE number = ?"
    ).execute(arguments: [now.milliseconds, result.rawValue, run.number])
    try database.cachedStatement(
      sql: "UPDATE deployments SET active_run = NULL WHERE name = ?"
    ).execute(arguments: [run.deployment])
    guard result == .succeeded else { return }
    try database.cachedStatement(sql: "UPDATE deployments SET outputs = ? WHERE name = ?")
      .execute(arguments: [Value.list(outputs.map(\.json)).canonicalJSON, run.deployment])
    guard run.leavesNothing else { return }
    try database.cachedStatement(
      sql: """
        UPDATE deployments SET revision = NULL WHERE name = ?1
          AND NOT EXISTS (SELECT 1 FROM resources WHERE deployment = ?1)
        """
    ).execute(arguments: [run.deployment])
  }
}

/// Facts on their way into a journal, as the store writes them.
struct JournalLines: Sendable {
  /// The sequence that they come after.
  var after: Int
  /// When they are accepted.
  var at: Timestamp
  /// The term of their writer.
  var term: Int
  /// The facts as canonical JSON, in order.
  var texts: [String]
}

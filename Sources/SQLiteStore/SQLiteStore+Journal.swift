import BlueprintEngine
import BlueprintModel
import GRDB

extension SQLiteStore {
  public func entries(
    of run: RunID, after sequence: Int
  ) async throws(StoreError) -> [JournalEntry] {
    try await read { [path] database in
      let number = try Self.number(of: run, in: database)
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT sequence, at, term, fact FROM entries WHERE run = ? AND sequence > ?",
        arguments: [number, sequence])
      var entries: [JournalEntry] = []
      while let row = try rows.next() {
        let entry = try Self.entry(row, "\(path): \(run)")
        guard entry.sequence == (entries.last?.sequence ?? sequence) + 1 else {
          throw StoreError.corrupt("\(path): \(run): no entry before \(entry.sequence)")
        }
        entries.append(entry)
      }
      return entries
    }
  }

  private static func entry(_ row: Row, _ place: String) throws -> JournalEntry {
    let sequence = try row.integer("sequence")
    do {
      return JournalEntry(
        sequence: sequence, at: Timestamp(milliseconds: try row.integer("at")),
        term: try row.integer("term"), fact: try row.json("fact", as: Fact.self))
    } catch StoreError.corrupt(let reason) {
      throw StoreError.corrupt("\(place): entry \(sequence): \(reason)")
    }
  }

  private static func number(of run: RunID, in database: Database) throws -> Int {
    let number = try Int.fetchOne(
      database, sql: "SELECT number FROM runs WHERE id = ?", arguments: [run.description])
    guard let number else { throw StoreError.notFound(run) }
    return number
  }

  static func insert(
    _ entries: [JournalEntry], ofRun number: Int, into database: Database
  ) throws {
    let statement = try database.cachedStatement(
      sql: "INSERT INTO entries (run, sequence, at, term, fact) VALUES (?, ?, ?, ?, ?)")
    for entry in entries {
      try statement.execute(arguments: [
        number, entry.sequence, entry.at.milliseconds, entry.term, entry.fact.json.canonicalJSON,
      ])
    }
  }

  public func append(
    _ batch: AppendBatch, under lease: Lease, at now: Timestamp
  ) async throws(StoreError) -> [JournalEntry] {
    try await write { database in
      let row = try Self.leaseRow(of: lease.run, in: database)
      try Self.check(lease, row, at: now)
      let sequence = try row.integer("sequence")
      guard sequence == batch.after else { throw StoreError.conflict(sequence: sequence) }
      if try row.optionalText("result") != nil {
        throw StoreError.finished(lease.run)
      }
      let entries = batch.facts.enumerated().map { offset, fact in
        JournalEntry(sequence: sequence + 1 + offset, at: now, term: lease.term, fact: fact)
      }
      let number = try row.integer("number")
      try Self.insert(entries, ofRun: number, into: database)
      try Self.count(entries.count, ofRun: number, in: database)
      try Self.apply(batch.resources, to: try row.text("deployment"), in: database)
      try Self.finish(entries, row, at: now, in: database)
      return entries
    }
  }

  private static func count(_ count: Int, ofRun number: Int, in database: Database) throws {
    try database.cachedStatement(
      sql: "UPDATE runs SET sequence = sequence + ? WHERE number = ?"
    ).execute(arguments: [count, number])
  }

  /// Applies the end of a run, if it is among the entries.
  private static func finish(
    _ entries: [JournalEntry], _ row: Row, at now: Timestamp, in database: Database
  ) throws {
    guard case .finished(let result, let outputs)? = entries.last?.fact else { return }
    try database.execute(
      sql: "UPDATE runs SET finished_at = ?, result = ? WHERE number = ?",
      arguments: [now.milliseconds, result.rawValue, try row.integer("number")])
    let deployment = try row.text("deployment")
    try database.execute(
      sql: "UPDATE deployments SET active_run = NULL WHERE name = ?", arguments: [deployment])
    guard result == .succeeded else { return }
    try database.execute(
      sql: "UPDATE deployments SET outputs = ? WHERE name = ?",
      arguments: [Value.list(outputs.map(\.json)).canonicalJSON, deployment])
    guard try row.integer("leaves_nothing") != 0 else { return }
    try database.execute(
      sql: """
        UPDATE deployments SET revision = NULL WHERE name = ?1
          AND NOT EXISTS (SELECT 1 FROM resources WHERE deployment = ?1)
        """,
      arguments: [deployment])
  }
}

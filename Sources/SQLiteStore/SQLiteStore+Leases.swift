import BlueprintEngine
import BlueprintModel
import GRDB

extension SQLiteStore {
  public func claim(
    _ run: RunID, by holder: LeaseHolder, for duration: Duration, evicting evicted: Int?,
    at now: Timestamp
  ) async throws(StoreError) -> Lease {
    try await write { database in
      let row = try Self.leaseRow(of: run, in: database)
      if try row.optionalText("result") != nil {
        throw StoreError.finished(run)
      }
      if let present = try Lease(of: run, row: row), present.expiry > now,
        present.holder != holder, present.term != evicted
      {
        throw StoreError.leased(present)
      }
      let lease = Lease(
        run: run, holder: holder, term: try row.integer("term") + 1, expiry: now + duration)
      try database.cachedStatement(
        sql: "UPDATE runs SET term = ?, holder = ?, expiry = ?, wake_at = NULL WHERE number = ?"
      ).execute(arguments: [
        lease.term, holder.json.canonicalJSON, lease.expiry.milliseconds,
        try row.integer("number"),
      ])
      return lease
    }
  }

  public func renew(
    _ lease: Lease, for duration: Duration, at now: Timestamp
  ) async throws(StoreError) -> Lease {
    try await write { database in
      let run = try DrivenRun(lease.run, in: database)
      try run.check(lease, at: now)
      var renewed = lease
      renewed.expiry = now + duration
      try database.cachedStatement(sql: "UPDATE runs SET expiry = ? WHERE number = ?")
        .execute(arguments: [renewed.expiry.milliseconds, run.number])
      return renewed
    }
  }

  public func release(_ lease: Lease, wakeAt: Timestamp?) async throws(StoreError) {
    try await write { database in
      try database.cachedStatement(
        sql: """
          UPDATE runs SET holder = NULL, expiry = NULL, wake_at = ?
          WHERE id = ? AND term = ? AND holder IS NOT NULL
          """
      ).execute(arguments: [wakeAt?.milliseconds, lease.run.description, lease.term])
    }
  }

  private static func leaseRow(of run: RunID, in database: Database) throws -> Row {
    let statement = try database.cachedStatement(
      sql: "SELECT number, result, term, holder, expiry FROM runs WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [run.description]) else {
      throw StoreError.notFound(run)
    }
    return row
  }
}

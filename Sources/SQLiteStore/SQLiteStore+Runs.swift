import BlueprintEngine
import BlueprintModel
import GRDB

extension SQLiteStore {
  public func create(_ run: NewRun, at now: Timestamp) async throws(StoreError) {
    try await write { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT serial, active_run FROM deployments WHERE name = ?",
        arguments: [run.plan.deployment])
      if let active = try row?.optionalText("active_run") {
        throw StoreError.active(RunID(active))
      }
      let serial = try row?.integer("serial") ?? 0
      guard run.plan.base == serial else {
        throw StoreError.stale(base: run.plan.base, serial: serial)
      }
      try Self.insert(run, at: now, into: database)
    }
  }

  private static func insert(_ run: NewRun, at now: Timestamp, into database: Database) throws {
    let plan = run.plan
    let body = plan.json.canonicalJSON
    let hash = Digest(of: body.utf8)
    try database.execute(
      sql: "INSERT OR IGNORE INTO plans (hash, body) VALUES (?, ?)",
      arguments: [hash.description, body])
    try database.execute(
      sql: """
        INSERT INTO deployments (name, serial, revision, outputs, active_run)
        VALUES (?, ?, ?, '[]', ?)
        ON CONFLICT (name) DO UPDATE SET serial = excluded.serial,
          revision = coalesce(excluded.revision, revision), active_run = excluded.active_run
        """,
      arguments: [
        plan.deployment, plan.base + 1, plan.revision?.json.canonicalJSON, run.id.description,
      ])
    try database.execute(
      sql: """
        INSERT INTO runs (id, deployment, operation, plan, leaves_nothing, created_by,
          created_at, sequence, term)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0, coalesce(
          (SELECT term FROM runs WHERE deployment = ? ORDER BY number DESC LIMIT 1), 0))
        """,
      arguments: [
        run.id.description, plan.deployment, plan.operation.json.canonicalJSON, hash.description,
        plan.revision == nil, run.createdBy, now.milliseconds, plan.deployment,
      ])
    let created = Fact.created(plan: hash, settings: run.settings)
    let first = JournalLines(after: 0, at: now, term: 0, texts: [created.json.canonicalJSON])
    try insert(
      first, after: EntryChain(of: run.id), ofRun: Int(database.lastInsertedRowID), into: database)
  }

  public func run(_ id: RunID) async throws(StoreError) -> RunRecord? {
    try await read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM runs WHERE id = ?", arguments: [id.description])
      return try row.map { row in try located("run \(id)") { try RunRecord(row: row) } }
    }
  }

  public func runs(of deployment: String?, limit: Int) async throws(StoreError) -> [RunRecord] {
    let selection = deployment == nil ? "" : "WHERE deployment = ?"
    return try await read { database in
      let statement = try database.cachedStatement(
        sql: "SELECT * FROM runs \(selection) ORDER BY number DESC LIMIT ?")
      var arguments: StatementArguments = deployment.map { [$0] } ?? []
      arguments += [max(limit, 0)]
      let rows = try Row.fetchAll(statement, arguments: arguments)
      return try rows.map { row in
        try located("run \(try row.text("id"))") { try RunRecord(row: row) }
      }
    }
  }

  public func plan(of run: RunID) async throws(StoreError) -> Plan {
    let (hash, body) = try await read { database in
      let row = try Row.fetchOne(
        database,
        sql: "SELECT hash, body FROM runs JOIN plans ON hash = plan WHERE id = ?",
        arguments: [run.description])
      guard let row else { throw StoreError.notFound(run) }
      return (try row.text("hash"), try row.text("body"))
    }
    guard Digest(of: body.utf8).description == hash else {
      throw .corrupt("\(path): the plan of \(run) does not have its hash")
    }
    do { return try Plan(json: try Value(jsonText: body)) } catch {
      throw .corrupt("\(path): the plan of \(run): \(error)")
    }
  }
}

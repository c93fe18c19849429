import BlueprintEngine
import BlueprintModel
import GRDB

extension SQLiteStore {
  public func file(
    _ request: RunRequest, of run: RunID, by person: String
  ) async throws(StoreError) -> Int {
    try await write { database in
      let row = try DrivenRun(run, in: database)
      guard !row.isFinished else { throw StoreError.finished(run) }
      try database.cachedStatement(
        sql: "INSERT INTO requests (run, person, body) VALUES (?, ?, ?)"
      ).execute(arguments: [row.number, person, request.json.canonicalJSON])
      return Int(database.lastInsertedRowID)
    }
  }

  public func requests(after number: Int) async throws(StoreError) -> [FiledRequest] {
    try await read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT requests.number, runs.id, person, body
          FROM requests JOIN runs ON runs.number = requests.run
          WHERE requests.number > ? AND runs.result IS NULL ORDER BY requests.number
          """,
        arguments: [number]
      ).map { row in
        FiledRequest(
          number: try row.integer("number"), run: RunID(try row.text("id")),
          by: try row.text("person"), request: try row.json("body", as: RunRequest.self))
      }
    }
  }
}

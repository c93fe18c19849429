import BlueprintEngine
import BlueprintModel
import FoundationEssentials
import GRDB

extension SQLiteStore {
  public func deployment(_ name: String) async throws(StoreError) -> DeploymentState? {
    try await read { [path] database -> DeploymentState? in
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM deployments WHERE name = ?", arguments: [name])
      guard let row else { return nil }
      do {
        var state = DeploymentState(name: name)
        state.serial = try row.integer("serial")
        if try row.optionalText("revision") != nil {
          state.revision = try row.json("revision", as: Revision.self)
        }
        state.outputs = try row.json("outputs", as: OutputList.self).outputs
        state.activeRun = try row.optionalText("active_run")
          .map { RunID($0) }
        state.resources = try Self.resources(of: name, in: database)
        return state
      } catch StoreError.corrupt(let reason) {
        throw StoreError.corrupt("\(path): deployment `\(name)`: \(reason)")
      }
    }
  }

  private static func resources(
    of deployment: String, in database: Database
  ) throws -> [ResourceAddress: Resource] {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT body FROM resources WHERE deployment = ?", arguments: [deployment])
    var resources: [ResourceAddress: Resource] = [:]
    while let row = try rows.next() {
      let resource = try row.json("body", as: Resource.self)
      resources[resource.address] = resource
    }
    return resources
  }

  static func apply(
    _ changes: [ResourceChange], to deployment: String, in database: Database
  ) throws {
    for change in changes {
      switch change {
      case .put(let resource):
        try database.cachedStatement(
          sql: "INSERT OR REPLACE INTO resources (deployment, address, body) VALUES (?, ?, ?)"
        ).execute(arguments: [
          deployment, resource.address.description, resource.json.canonicalJSON,
        ])
      case .remove(let address):
        try database.cachedStatement(
          sql: "DELETE FROM resources WHERE deployment = ? AND address = ?"
        ).execute(arguments: [deployment, address.description])
      }
    }
  }

  public func deployments() async throws(StoreError) -> [String] {
    try await read { database in
      try String.fetchAll(database, sql: "SELECT name FROM deployments ORDER BY name")
    }
  }

  public func sealedSecrets(of deployment: String) async throws(StoreError) -> [String: [UInt8]] {
    try await read { database in
      let rows = try Row.fetchAll(
        database, sql: "SELECT name, sealed FROM secrets WHERE deployment = ?",
        arguments: [deployment])
      var secrets: [String: [UInt8]] = [:]
      for row in rows {
        secrets[try row.text("name")] = try row.withUnsafeData(named: "sealed") {
          $0.map { Array($0) } ?? []
        }
      }
      return secrets
    }
  }

  public func setSealedSecrets(
    _ secrets: [String: [UInt8]], of deployment: String
  ) async throws(StoreError) {
    try await write { database in
      for (name, sealed) in secrets.sorted(by: { $0.key < $1.key }) {
        try database.execute(
          sql: "INSERT OR REPLACE INTO secrets (deployment, name, sealed) VALUES (?, ?, ?)",
          arguments: [deployment, name, Data(sealed)])
      }
    }
  }
}

/// The list in the column `outputs`.
private struct OutputList: JSONRepresentable {
  var outputs: [PlannedOutput]

  init(json: Value) throws(JSONShapeError) {
    outputs = try Value.map(["outputs": json]).elements("outputs", as: PlannedOutput.self)
  }

  var json: Value { .list(outputs.map(\.json)) }
}

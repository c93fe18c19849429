import BlueprintEngine
import BlueprintModel
import FoundationEssentials
import GRDB

extension SQLiteStore {
  public func deployment(_ name: String) async throws(StoreError) -> DeploymentState? {
    try await read { database in
      try located("deployment `\(name)`") { try Self.state(of: name, in: database) }
    }
  }

  /// All that is known of a deployment; nil if it has no row.
  static func state(of name: String, in database: Database) throws -> DeploymentState? {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM deployments WHERE name = ?", arguments: [name])
    guard let row else { return nil }
    var state = DeploymentState(name: name)
    state.serial = try row.integer("serial")
    if try row.optionalText("revision") != nil {
      state.revision = try row.json("revision", as: Revision.self)
    }
    state.outputs = try row.json("outputs", as: OutputList.self).outputs
    state.activeRun = try row.optionalText("active_run").map { RunID($0) }
    state.resources = try resources(of: name, in: database)
    return state
  }

  private static func resources(
    of deployment: String, in database: Database
  ) throws -> [ResourceAddress: Resource] {
    let rows = try Row.fetchCursor(
      database, sql: "SELECT address, body FROM resources WHERE deployment = ?",
      arguments: [deployment])
    var resources: [ResourceAddress: Resource] = [:]
    while let row = try rows.next() {
      let address = try row.text("address")
      do {
        let resource = try row.json("body", as: Resource.self)
        guard resource.address.description == address else {
          throw StoreError.corrupt("it is the record of `\(resource.address)`")
        }
        resources[resource.address] = resource
      } catch StoreError.corrupt(let reason) {
        throw StoreError.corrupt("resource `\(address)`: \(reason)")
      }
    }
    return resources
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

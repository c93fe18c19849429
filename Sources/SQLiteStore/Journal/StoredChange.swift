import BlueprintEngine
import BlueprintModel
import GRDB

/// A change to a deployment's resources, as the store writes it.
struct StoredChange: Sendable {
  private let address: String
  /// The record as canonical JSON; nil if the resource is gone.
  private let body: String?

  /// The written form of `change`.
  init(_ change: ResourceChange) {
    switch change {
    case .put(let resource):
      address = resource.address.description
      body = resource.json.canonicalJSON
    case .remove(let gone):
      address = gone.description
      body = nil
    }
  }

  /// Makes the change.
  func apply(to deployment: String, in database: Database) throws {
    let statement = try KeptStatement(
      body == nil
        ? "DELETE FROM resources WHERE deployment = ? AND address = ?"
        : "INSERT OR REPLACE INTO resources (deployment, address, body) VALUES (?, ?, ?)",
      in: database)
    statement.bind(1, deployment)
    statement.bind(2, address)
    if let body { statement.bind(3, body) }
    try statement.execute()
  }
}

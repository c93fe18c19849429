import BlueprintEngine
import GRDB

/// One step of the schema's history. Migrations go forward only and never change once released.
struct Migration: Sendable {
  /// The schema version that it leads to.
  let version: Int
  /// SQL statements.
  let sql: String

  /// All of them, oldest first; their numbers are those of the files.
  static let all = [
    Migration(version: 1, sql: String(decoding: PackageResources._001_create_sql, as: UTF8.self)),
    Migration(
      version: 2, sql: String(decoding: PackageResources._002_requests_sql, as: UTF8.self)),
    Migration(version: 3, sql: String(decoding: PackageResources._003_chain_sql, as: UTF8.self)),
  ]

  /// The schema version that this program writes.
  static var newest: Int { all.last?.version ?? 0 }

  /// Marks a file as a store of ours: "blpr".
  static let applicationID = 0x626c_7072

  /// Brings a database up to date, in the transaction that `database` is in.
  static func apply(to database: Database, path: String) throws {
    let version = try check(database, path: path)
    for migration in all where migration.version > version {
      try database.execute(sql: migration.sql)
    }
    guard version < newest else { return }
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(newest)")
  }

  /// The database's schema version. Throws `.newer` if this program is too old for it.
  static func check(_ database: Database, path: String) throws -> Int {
    let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    guard application == applicationID || (application == 0 && tables == 0) else {
      throw StoreError.unavailable("\(path): is a database of another program")
    }
    guard version <= newest else { throw StoreError.newer(schema: version, known: newest) }
    return version
  }
}

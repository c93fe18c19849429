import BlueprintEngine
import BlueprintModel
import GRDB

// # The embedded store
//
// One SQLite file in WAL mode, one connection in each process. Every method is one transaction;
// a write is an immediate one, so that two processes queue up for the file instead of failing
// half-way, and it has reached the disk when it returns:
//
//     BEGIN IMMEDIATE ─▶ check lease term, expiry, sequence ─▶ insert entries, apply to the
//     deployment ─▶ COMMIT ─▶ fdatasync of the WAL ─▶ return
//
// The schema is what the numbered files in Migrations/ make, forward only.

/// A ``StateStore`` in one SQLite file, for one machine.
public struct SQLiteStore: StateStore {
  /// Where the file is.
  public let path: String
  private let queue: DatabaseQueue

  /// How long an access waits for another process that holds the file.
  private static let patience = 10.0

  /// Opens the file, or makes it with mode 0600, in a directory that is made with mode 0700 if
  /// it is missing.
  ///
  /// - Throws: ``StoreError/unavailable(_:)`` with the path and the cause.
  public init(path: String) throws(StoreError) {
    self.path = path
    try DatabaseFile(path: path).prepare()
    do {
      queue = try Self.open(path)
    } catch {
      throw StoreError(error, path: path)
    }
  }

  private static func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "store"
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(patience)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    // GRDB sets NORMAL when it opens a file in WAL mode, and a commit would not wait for the disk.
    try queue.inDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      let mode = try Int.fetchOne(database, sql: "PRAGMA synchronous")
      guard mode == 2 else {
        throw StoreError.unavailable("\(path): SQLite does not wait for the disk")
      }
    }
    return queue
  }

  public func migrate() async throws(StoreError) {
    let isCurrent = try await read { database in
      try Migration.check(database, path: path) == Migration.newest
    }
    guard !isCurrent else { return }
    try await write { database in try Migration.apply(to: database, path: path) }
  }

  /// Runs `body` in a read transaction.
  func read<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws(StoreError) -> T {
    do { return try await queue.read(body) } catch { throw StoreError(error, path: path) }
  }

  /// Runs `body` in a write transaction, which is on the disk when this returns.
  func write<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws(StoreError) -> T {
    do { return try await queue.write(body) } catch { throw StoreError(error, path: path) }
  }
}

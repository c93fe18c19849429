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
// Writes that arrive together share a transaction: see Commit/GroupCommit.swift.
//
// The schema is what the numbered files in Migrations/ make, forward only.

/// A ``StateStore`` in one SQLite file, for one machine.
public struct SQLiteStore: StateStore {
  /// Where the file is.
  public let path: String
  private let queue: DatabaseQueue
  private let commits: GroupCommit

  /// Opens the file, or makes it with mode 0600, in a directory that is made with mode 0700 if
  /// it is missing.
  ///
  /// - Parameter patience: how long an access waits for another process that holds the file.
  /// - Throws: ``StoreError/unavailable(_:)`` with the path and the cause.
  public init(path: String, patience: Duration = .seconds(10)) throws(StoreError) {
    self.path = path
    try DatabaseFile(path: path).prepare()
    do {
      queue = try Self.open(path, patience)
    } catch {
      throw StoreError(error, path: path)
    }
    commits = GroupCommit(queue: queue)
  }

  private static func open(_ path: String, _ patience: Duration) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.label = "store"
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(Double(patience.milliseconds) / 1_000)
    configuration.prepareDatabase { database in
      // Hundreds of journals grow at the same time, each on a page of its own: they stay in memory,
      // and are copied from the log to their places less often than after each thousand pages.
      try database.execute(sql: "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4096")
    }
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

  /// Closes the file after what is under way, so that nothing lies beside it any more; the store is
  /// of no use then. One that is dropped closes it soon afterwards, by itself.
  public func close() throws(StoreError) {
    do { try queue.close() } catch { throw StoreError(error, path: path) }
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

  /// Runs `body` in a write transaction, which is on the disk when this returns. Others may share
  /// the transaction; what `body` writes is taken back if it throws.
  func write<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws(StoreError) -> T {
    do { return try await commits.write(body) } catch { throw StoreError(error, path: path) }
  }

  /// Does `body`, which reads `place`; damage that it finds is told with its place.
  func located<T>(_ place: String, _ body: () throws -> T) throws -> T {
    do { return try body() } catch StoreError.corrupt(let reason) {
      throw StoreError.corrupt("\(path): \(place): \(reason)")
    }
  }
}

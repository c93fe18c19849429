import GRDB
import Synchronization

// # Group commit
//
// What is written goes into a line. One writer takes all that is there and carries it out in one
// transaction, which waits for the disk once; what arrives in the meantime makes the next one. So
// nobody waits for company, and under load commits grow by themselves:
//
//     write ─▶ line ─▶ BEGIN IMMEDIATE ─▶ (SAVEPOINT ─▶ part ─▶ RELEASE)… ─▶ COMMIT ─▶ callers
//               ▲                                                              │
//               └──────────────────── more came in ◀───────────────────────────┘
//
// A part that is refused takes back what it wrote, and nothing else. Nobody is told anything
// before the commit stands: a refusal may rest on what another part of the same commit wrote.

/// Carries out writes in the order in which they came, many in one transaction.
final class GroupCommit: Sendable {
  private struct Line {
    var parts: [CommitPart] = []
    var isServed = false
  }

  /// The most parts of one transaction: the last of them waits for all the others, and so does
  /// every access that came after it.
  private static let bound = 512

  private let queue: DatabaseQueue
  private let line = Mutex(Line())

  /// Writes through the connection of `queue`.
  init(queue: DatabaseQueue) { self.queue = queue }

  /// Carries out `body` in a transaction. When this returns, it is on the disk; when it throws,
  /// nothing of it came to be, unless the commit itself did not work: then the store has to be
  /// asked.
  func write<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      enter(CommitPart(body, continuation))
    }
  }

  private func enter(_ part: CommitPart) {
    let isFirst = line.withLock { line in
      line.parts.append(part)
      defer { line.isServed = true }
      return !line.isServed
    }
    if isFirst { serve() }
  }

  /// Has the line served once, after whatever the connection has to do before.
  private func serve() {
    queue.asyncWriteWithoutTransaction { [self] database in
      for tell in Self.commit(take(), in: database) { tell() }
      let isMore = line.withLock { line in
        line.isServed = !line.parts.isEmpty
        return line.isServed
      }
      if isMore { serve() }
    }
  }

  private func take() -> [CommitPart] {
    line.withLock { line in
      let parts = Array(line.parts.prefix(Self.bound))
      line.parts = Array(line.parts.dropFirst(Self.bound))
      return parts
    }
  }

  /// Carries out `parts` in one transaction. Returns what tells their callers.
  private static func commit(
    _ parts: [CommitPart], in database: Database
  ) -> [@Sendable () -> Void] {
    do {
      try database.run("BEGIN IMMEDIATE TRANSACTION")
      var tellings: [@Sendable () -> Void] = []
      tellings.reserveCapacity(parts.count)
      for part in parts {
        tellings.append(try carryOut(part, isAlone: parts.count == 1, in: database))
      }
      if database.isInsideTransaction { try database.run("COMMIT TRANSACTION") }
      return tellings
    } catch {
      // If the transaction is gone already, there is nothing to roll back; the cause is told.
      try? database.rollback()
      return parts.map { part in { part.refuse(error) } }
    }
  }

  /// Carries out one part, or takes back what it did. Throws if the whole transaction is lost.
  private static func carryOut(
    _ part: CommitPart, isAlone: Bool, in database: Database
  ) throws -> @Sendable () -> Void {
    if !isAlone { try database.run("SAVEPOINT part") }
    do {
      let telling = try part.carryOut(database)
      if !isAlone { try database.run("RELEASE SAVEPOINT part") }
      return telling
    } catch {
      // SQLite gives up the transaction by itself for some errors, such as a full disk.
      guard database.isInsideTransaction else { throw error }
      if isAlone {
        try database.rollback()
      } else {
        try database.run("ROLLBACK TRANSACTION TO SAVEPOINT part")
        try database.run("RELEASE SAVEPOINT part")
      }
      return { part.refuse(error) }
    }
  }
}

extension Database {
  /// Executes a statement without arguments that is kept prepared.
  fileprivate func run(_ sql: String) throws {
    try KeptStatement(sql, in: self).execute()
  }
}

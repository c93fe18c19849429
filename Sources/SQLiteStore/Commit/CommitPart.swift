import GRDB

/// A write on its way into a commit, and its caller, who waits.
struct CommitPart: Sendable {
  /// Does the write. What it returns tells the caller, once the commit stands.
  let carryOut: @Sendable (Database) throws -> @Sendable () -> Void
  /// Tells the caller that nothing comes of it.
  let refuse: @Sendable (any Error) -> Void

  /// The part that does `body`; `continuation` is its caller.
  init<T: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> T,
    _ continuation: CheckedContinuation<T, any Error>
  ) {
    carryOut = { database in
      let result = try body(database)
      return { continuation.resume(returning: result) }
    }
    refuse = { error in continuation.resume(throwing: error) }
  }
}

import BlueprintEngine
import BlueprintModel
import FoundationEssentials
import GRDB

/// What writing to a run has to know of its row.
struct DrivenRun {
  /// The row's number.
  let number: Int
  /// The deployment that it changes.
  let deployment: String
  /// Whether a success takes the deployment's revision away.
  let leavesNothing: Bool
  /// Whether it has ended.
  let isFinished: Bool
  /// The sequence of the newest entry.
  let sequence: Int
  /// The highest term given out.
  let term: Int
  /// When the lease runs out; nil if none is held.
  let expiry: Timestamp?
  /// The chain up to the newest entry.
  let chain: EntryChain

  /// Reads the row of `run`.
  init(_ run: RunID, in database: Database) throws {
    let statement = try database.cachedStatement(
      sql: """
        SELECT number, deployment, leaves_nothing, result IS NOT NULL, sequence, term,
          CASE WHEN holder IS NOT NULL THEN expiry END, chain
        FROM runs WHERE id = ?
        """)
    let rows = try Row.fetchCursor(statement, arguments: [run.description])
    guard let row = try rows.next() else { throw StoreError.notFound(run) }
    number = try row.integer(at: 0)
    deployment = try row.text(at: 1)
    leavesNothing = try row.integer(at: 2) != 0
    isFinished = try row.integer(at: 3) != 0
    sequence = try row.integer(at: 4)
    term = try row.integer(at: 5)
    expiry = try row.optionalInteger(at: 6).map(Timestamp.init(milliseconds:))
    chain = EntryChain(stored: try row.optionalBytes(at: 7)) ?? EntryChain(of: run)
  }

  /// Throws `.leaseLost` unless the lease is the present one and has not run out.
  func check(_ lease: Lease, at now: Timestamp) throws(StoreError) {
    guard let expiry, term == lease.term, expiry > now else { throw .leaseLost(term: term) }
  }
}

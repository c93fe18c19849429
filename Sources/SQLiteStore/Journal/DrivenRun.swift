import BlueprintEngine
import BlueprintModel
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
    let statement = try KeptStatement(
      """
      SELECT number, deployment, leaves_nothing, result IS NOT NULL, sequence, term,
        CASE WHEN holder IS NOT NULL THEN expiry END AS expiry, chain
      FROM runs WHERE id = ?
      """, in: database)
    statement.bind(1, run.description)
    let found = try statement.first { () throws(StoreError) in try DrivenRun(run, statement) }
    guard let found else { throw StoreError.notFound(run) }
    self = found
  }

  private init(_ run: RunID, _ row: KeptStatement) throws(StoreError) {
    number = try row.integer(0)
    deployment = try row.text(1)
    leavesNothing = try row.integer(2) != 0
    isFinished = try row.integer(3) != 0
    sequence = try row.integer(4)
    term = try row.integer(5)
    expiry = try row.optionalInteger(6).map(Timestamp.init(milliseconds:))
    chain = try row.optionalBytes(7) { EntryChain(stored: $0) } ?? EntryChain(of: run)
  }

  /// Throws `.leaseLost` unless the lease is the present one and has not run out.
  func check(_ lease: Lease, at now: Timestamp) throws(StoreError) {
    guard let expiry, term == lease.term, expiry > now else { throw .leaseLost(term: term) }
  }
}

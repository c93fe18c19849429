import BlueprintModel

/// Why a store did not do what it was asked.
public enum StoreError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The plan was made against serial `base`, the deployment is at `serial`.
  case stale(base: Int, serial: Int)
  /// The deployment has an unfinished run.
  case active(RunID)
  /// The journal's newest entry is `sequence`, not what the writer believed.
  case conflict(sequence: Int)
  /// The lease is not the present one any more; `term` is.
  case leaseLost(term: Int)
  /// Somebody else holds the run.
  case leased(Lease)
  /// The run is finished.
  case finished(RunID)
  /// No such run.
  case notFound(RunID)
  /// The store was written by a newer program: its schema version and the newest one known here.
  case newer(schema: Int, known: Int)
  /// The store cannot be read or written; the text says what was underneath and where.
  case unavailable(String)
  /// The store's content is damaged; the text says which row and how.
  case corrupt(String)

  public var description: String {
    switch self {
    case .stale(let base, let serial):
      "the plan was made against serial \(base), and the deployment is at \(serial) by now"
    case .active(let run): "\(run) of the same deployment is not finished"
    case .conflict(let sequence): "the journal went on without this writer, to entry \(sequence)"
    case .leaseLost(let term): "the lease was lost; term \(term) is the present one"
    case .leased(let lease):
      "\(lease.run) is driven by \(lease.holder.label) "
        + "(process \(lease.holder.process) on \(lease.holder.host))"
    case .finished(let run): "\(run) is finished"
    case .notFound(let run): "there is no run \(run)"
    case .newer(let schema, let known):
      "the store has schema \(schema), and this program knows schemas up to \(known)"
    case .unavailable(let reason), .corrupt(let reason): reason
    }
  }
}

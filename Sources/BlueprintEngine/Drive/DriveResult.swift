import BlueprintModel

/// How a drive ended without a fault. The lease is given back in every case.
public enum DriveResult: Sendable, Hashable {
  /// The run is finished.
  case finished(RunResult)
  /// Nothing can happen before this moment, when the run wants to be driven again.
  case waiting(until: Timestamp)
  /// Nothing can happen before a person says so; the run's state tells what it waits for.
  case paused
  /// It was asked to stop; the run is unfinished, and nothing of it is in flight.
  case drained
}

/// Why a drive ended before its time. Nothing was written after the cause.
public enum DriveError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The store did not take or give what was needed.
  case store(StoreError)
  /// Another worker has the run now, under this term.
  case leaseLost(term: Int)
  /// The plan or the journal is damaged.
  case damaged(RunFault)
  /// The driving task was cancelled; calls in flight are in doubt.
  case cancelled

  /// The error that stands for `error` of the store.
  init(_ error: StoreError) {
    if case .leaseLost(let term) = error {
      self = .leaseLost(term: term)
    } else {
      self = .store(error)
    }
  }

  public var description: String {
    switch self {
    case .store(let error): "the run's store: \(error)"
    case .leaseLost(let term): "another worker drives the run now (term \(term))"
    case .damaged(let fault): fault.description
    case .cancelled: "the run was left where it is"
    }
  }
}

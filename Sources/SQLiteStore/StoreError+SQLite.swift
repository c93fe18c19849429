import BlueprintEngine
import GRDB

extension StoreError {
  /// The error for whatever a database access threw.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StoreError: self = error
    case let error as DatabaseError: self = .init(database: error, path: path)
    case is CancellationError: self = .unavailable("\(path): the access was cancelled")
    default: self = .unavailable("\(path): \(error)")
    }
  }

  private init(database error: DatabaseError, path: String) {
    let detail = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .unavailable("\(path): is not a database (\(detail))")
    case .SQLITE_CORRUPT: self = .corrupt("\(path): \(detail)")
    case .SQLITE_FULL: self = .unavailable("\(path): the disk is full (\(detail))")
    case .SQLITE_READONLY: self = .unavailable("\(path): cannot be written (\(detail))")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .unavailable("\(path): another process holds it for too long (\(detail))")
    default: self = .unavailable("\(path): \(detail)")
    }
  }
}

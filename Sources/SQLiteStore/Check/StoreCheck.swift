import BlueprintEngine
import BlueprintModel
import GRDB
import Synchronization

// # The check
//
// From the outside in, and everything in one read transaction, so that a store in use is seen as it
// was at one moment:
//
//     the file ─▶ SQLite's own check ─▶ plans and runs ─▶ each journal ─▶ deployments ─▶ orphans
//
// Nothing is written, and one fault does not hide the next.

/// Examines a store without changing anything.
public struct StoreCheck: Sendable {
  private let path: String

  /// A check of the file at `path`.
  public init(path: String) { self.path = path }

  /// Reads everything that is in the store.
  public func run() async -> StoreReport {
    let reading = DatabaseReading(path: path)
    // Outlives the transaction: in a damaged file even its end may fail.
    let report = Mutex(StoreReport(path: path))
    if let fault = reading.fault() {
      report.withLock { $0.findings.append(fault) }
    } else {
      do {
        try await reading.open().read { [path] database in
          var examination = StoreExamination(database, path: path)
          examination.run()
          report.withLock { $0 = examination.report }
        }
      } catch {
        report.withLock { $0.add(StoreFinding(error, path: path)) }
      }
    }
    return report.withLock { $0 }
  }
}

extension StoreFinding {
  /// What an error of reading the file means.
  init(_ error: any Error, path: String) {
    let error = StoreError(error, path: path)
    let text = error.description
    let problem = text.hasPrefix("\(path): ") ? String(text.dropFirst(path.count + 2)) : text
    switch error {
    case .newer:
      self.init(path, problem, help: "check it with the newer program")
    case .unavailable:
      self.init(
        path, problem,
        help: "see that this user can read it, and that it is the state.db of blueprint")
    default: self.init(path, problem)
    }
  }
}

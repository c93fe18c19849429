import Synchronization

/// Remembers the first write to standard output that did not work, so that a command does not end
/// as if its result had arrived.
final class OutputFault: Sendable {
  private let first = Mutex<Int32?>(nil)

  /// The system's error number of the first fault; nil if all was written.
  var code: Int32? { first.withLock { $0 } }

  /// Takes note of a fault.
  func record(_ code: Int32) {
    first.withLock { known in known = known ?? code }
  }
}

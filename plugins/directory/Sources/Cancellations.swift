import Synchronization

/// The tokens of effects that are to be given up.
final class Cancellations: Sendable {
  private let tokens = Mutex<Set<String>>([])

  /// Asks that the effect with `token` be given up.
  func insert(_ token: String) { tokens.withLock { _ = $0.insert(token) } }

  /// Whether that was asked.
  func contains(_ token: String) -> Bool { tokens.withLock { $0.contains(token) } }

  /// Forgets `token`: its effect has ended.
  func forget(_ token: String) { tokens.withLock { _ = $0.remove(token) } }
}

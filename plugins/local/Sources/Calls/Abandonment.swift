import Synchronization

/// Whether the effect of a call was asked to be given up. A cancelled task alone does not say
/// so: that is also how a server ends, and then effects on hosts go on.
final class Abandonment: Sendable {
  private let isRequestedFlag = Atomic<Bool>(false)

  /// Whether it was asked for.
  var isRequested: Bool { isRequestedFlag.load(ordering: .acquiring) }

  /// Asks for it.
  func request() { isRequestedFlag.store(true, ordering: .releasing) }
}

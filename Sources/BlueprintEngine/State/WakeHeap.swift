import BlueprintModel

/// The steps that wait for a moment, earliest first; a binary heap.
///
/// Entries are never taken out early: the owner checks that a popped step still waits for that
/// moment.
struct WakeHeap: Sendable {
  struct Wake: Sendable, Hashable {
    let at: Timestamp
    let step: Int

    /// Equal moments are taken in plan order, so that the order never depends on history.
    func isBefore(_ other: Wake) -> Bool {
      at == other.at ? step < other.step : at < other.at
    }
  }

  private var wakes: [Wake] = []

  /// The earliest one.
  var first: Wake? { wakes.first }

  mutating func insert(_ wake: Wake) {
    wakes.append(wake)
    var child = wakes.count - 1
    while child > 0, wakes[child].isBefore(wakes[(child - 1) / 2]) {
      wakes.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() {
    guard let last = wakes.popLast(), !wakes.isEmpty else { return }
    wakes[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < wakes.count && wakes[child].isBefore(wakes[least]) {
        least = child
      }
      guard least != parent else { return }
      wakes.swapAt(parent, least)
      parent = least
    }
  }
}

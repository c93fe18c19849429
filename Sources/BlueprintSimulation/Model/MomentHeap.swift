import BlueprintModel

/// What happens at which moment, the earliest first; of equal moments the one that was put in
/// first. A binary heap.
struct MomentHeap<Event: Sendable>: Sendable {
  private struct Entry: Sendable {
    let at: Timestamp
    let order: Int
    let event: Event

    func isBefore(_ other: Entry) -> Bool {
      at == other.at ? order < other.order : at < other.at
    }
  }

  private var entries: [Entry] = []
  private var lastOrder = 0

  /// The earliest moment.
  var first: Timestamp? { entries.first?.at }

  mutating func insert(_ event: Event, at moment: Timestamp) {
    lastOrder += 1
    entries.append(Entry(at: moment, order: lastOrder, event: event))
    var child = entries.count - 1
    while child > 0, entries[child].isBefore(entries[(child - 1) / 2]) {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the earliest event out if its moment is not after `limit`.
  mutating func popFirst(until limit: Timestamp) -> (at: Timestamp, event: Event)? {
    guard let first = entries.first, first.at <= limit, let last = entries.popLast() else {
      return nil
    }
    if !entries.isEmpty {
      entries[0] = last
      sink()
    }
    return (first.at, first.event)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child].isBefore(entries[least]) {
        least = child
      }
      guard least != parent else { return }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}

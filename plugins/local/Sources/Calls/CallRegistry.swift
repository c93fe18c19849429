import Synchronization

/// The calls under way, so that they can be given up by their token.
final class CallRegistry: Sendable {
  /// One call's entry.
  struct Entry: Sendable, Hashable {
    fileprivate var number: Int
    fileprivate var token: String
  }

  private struct State {
    var next = 0
    var cancellations: [Entry: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  /// Adds a call that `cancellation` gives up.
  func add(token: String, _ cancellation: @escaping @Sendable () -> Void) -> Entry {
    state.withLock { state in
      defer { state.next += 1 }
      let entry = Entry(number: state.next, token: token)
      state.cancellations[entry] = cancellation
      return entry
    }
  }

  /// Removes a call that has ended.
  func remove(_ entry: Entry) { _ = state.withLock { $0.cancellations.removeValue(forKey: entry) } }

  /// Gives up every call with `token`.
  func cancel(token: String) {
    let found = state.withLock { state in
      state.cancellations.filter { $0.key.token == token }.map(\.value)
    }
    for cancellation in found { cancellation() }
  }
}

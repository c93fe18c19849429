import Synchronization

/// The requests under way, so that they can be given up by their token.
final class RequestCalls: Sendable {
  private struct State {
    var next = 0
    var calls: [Int: (token: String, cancel: @Sendable () -> Void)] = [:]
  }

  private let state = Mutex(State())

  /// Adds a request that `cancel` gives up; returns its number.
  func add(token: String, _ cancel: @escaping @Sendable () -> Void) -> Int {
    state.withLock { state in
      state.next += 1
      state.calls[state.next] = (token, cancel)
      return state.next
    }
  }

  /// Removes a request that has ended.
  func remove(_ number: Int) { _ = state.withLock { $0.calls.removeValue(forKey: number) } }

  /// Gives up every request with `token`.
  func cancel(token: String) {
    let found = state.withLock { state in state.calls.values.filter { $0.token == token } }
    for call in found { call.cancel() }
  }
}

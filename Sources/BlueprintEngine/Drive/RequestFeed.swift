import BlueprintModel

/// What people ask of the runs of a store, read once for all drives of a driver.
actor RequestFeed {
  private let store: any StateStore
  private let clock: any RunClock
  private var filed: [FiledRequest] = []
  private var readAt: Duration?

  init(store: any StateStore, clock: any RunClock) {
    self.store = store
    self.clock = clock
  }

  /// What is asked of `run` after the request `number`.
  ///
  /// - Parameter age: how old the answer may be.
  func requests(
    of run: RunID, after number: Int, age: Duration
  ) async throws(StoreError) -> [FiledRequest] {
    let now = clock.elapsed()
    if readAt.map({ now - $0 >= age }) ?? true {
      readAt = now
      filed = try await store.requests(after: 0)
    }
    return filed.filter { $0.run == run && $0.number > number }
  }
}

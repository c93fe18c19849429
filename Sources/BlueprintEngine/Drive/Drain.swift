/// A request to come to a stop in good order: begin nothing, let what is in flight end, give the
/// lease back.
public actor Drain {
  private var isRequested = false
  private var observers: [Int: @Sendable () -> Void] = [:]
  private var lastKey = 0

  /// A request that was not made yet.
  public init() {}

  /// Makes the request; more than once does no harm.
  public func request() {
    guard !isRequested else { return }
    isRequested = true
    for observer in observers.values { observer() }
  }

  /// Calls `observer` when the request is made, or at once if it was. Returns the key that ends
  /// the observation.
  func observe(_ observer: @escaping @Sendable () -> Void) -> Int {
    lastKey += 1
    observers[lastKey] = observer
    if isRequested { observer() }
    return lastKey
  }

  func forget(_ key: Int) { observers[key] = nil }
}

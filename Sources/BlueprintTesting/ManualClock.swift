import BlueprintEngine
import BlueprintModel
import Synchronization

/// Time that passes only when a test says so.
public final class ManualClock: RunClock {
  private struct Sleeper {
    let due: Duration
    let continuation: CheckedContinuation<Bool, Never>
  }

  private struct State {
    var elapsed = Duration.zero
    var dayShift = Duration.zero
    var sleepers: [Int: Sleeper] = [:]
    var cancelled: Set<Int> = []
    var lastKey = 0
  }

  private let start: Timestamp
  private let state = Mutex(State())

  /// A clock that stands at `start`.
  public init(start: Timestamp = Timestamp(milliseconds: 1_000_000)) { self.start = start }

  public func now() -> Timestamp { state.withLock { start + $0.elapsed + $0.dayShift } }

  public func elapsed() -> Duration { state.withLock { $0.elapsed } }

  /// The number of tasks that sleep.
  public var sleeperCount: Int { state.withLock { $0.sleepers.count } }

  /// How long until the next sleeper is due.
  public var nextDue: Duration? {
    state.withLock { state in
      state.sleepers.values.map { $0.due - state.elapsed }.min()
    }
  }

  /// Lets time pass and wakes everybody who is due.
  public func advance(by span: Duration) {
    let due = state.withLock { state in
      state.elapsed += span
      let due = state.sleepers.filter { $0.value.due <= state.elapsed }
      for key in due.keys { state.sleepers[key] = nil }
      return due.values.sorted { $0.due < $1.due }
    }
    for sleeper in due { sleeper.continuation.resume(returning: true) }
  }

  /// Lets time pass until the time of day is `moment`, if that is still to come.
  public func advance(to moment: Timestamp) { advance(by: max(moment - now(), .zero)) }

  /// Sets the time of day forward or back, as an administrator does; no time passes.
  public func jump(by span: Duration) { state.withLock { $0.dayShift += span } }

  public func sleep(for span: Duration) async throws(CancellationError) {
    let key = state.withLock { state in
      state.lastKey += 1
      return state.lastKey
    }
    let slept = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in enter(key, span, continuation) }
    } onCancel: {
      wake(key)
    }
    guard slept else { throw CancellationError() }
  }

  private func enter(_ key: Int, _ span: Duration, _ continuation: CheckedContinuation<Bool, Never>)
  {
    let answer = state.withLock { state -> Bool? in
      if state.cancelled.remove(key) != nil { return false }
      guard span > .zero else { return true }
      state.sleepers[key] = Sleeper(due: state.elapsed + span, continuation: continuation)
      return nil
    }
    if let answer { continuation.resume(returning: answer) }
  }

  private func wake(_ key: Int) {
    let sleeper = state.withLock { state in
      let sleeper = state.sleepers.removeValue(forKey: key)
      if sleeper == nil { state.cancelled.insert(key) }
      return sleeper
    }
    sleeper?.continuation.resume(returning: false)
  }
}

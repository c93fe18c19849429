import BlueprintModel
import Glibc

/// The machine's clocks.
public struct SystemClock: RunClock {
  private static let origin = ContinuousClock.now

  /// The machine's clocks.
  public init() {}

  public func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: time.tv_sec * 1_000 + time.tv_nsec / 1_000_000)
  }

  public func elapsed() -> Duration { Self.origin.duration(to: .now) }

  public func sleep(for span: Duration) async throws(CancellationError) {
    do { try await Task.sleep(for: span) } catch { throw CancellationError() }
  }
}

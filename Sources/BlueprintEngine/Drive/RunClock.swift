import BlueprintModel

/// The time of day and the passing of time, as a port, so that tests own both.
public protocol RunClock: Sendable {
  /// The time of day; may jump.
  func now() -> Timestamp
  /// Time that passed since some moment; never jumps and never goes back.
  func elapsed() -> Duration
  /// Waits without holding a thread. Throws only when the task is cancelled.
  func sleep(for span: Duration) async throws(CancellationError)
}

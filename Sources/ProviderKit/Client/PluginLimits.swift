/// How long a plugin may take, and how fast it is started again.
public struct PluginLimits: Sendable, Hashable {
  /// The longest from the start to the answer of `initialize`.
  public var startUp: Duration
  /// How much longer than its own time limit a call may stay without an answer.
  public var answerGrace: Duration
  /// The longest from the end of its input to a plugin's exit; then it is killed.
  public var shutdown: Duration
  /// The wait before the second start in a row that failed; it doubles with each further one.
  public var firstBackoff: Duration
  /// The longest wait before a start.
  public var longestBackoff: Duration

  /// Limits; see the properties for the parameters.
  public init(
    startUp: Duration = .seconds(10), answerGrace: Duration = .seconds(10),
    shutdown: Duration = .seconds(5), firstBackoff: Duration = .milliseconds(100),
    longestBackoff: Duration = .seconds(5)
  ) {
    self.startUp = startUp
    self.answerGrace = answerGrace
    self.shutdown = shutdown
    self.firstBackoff = firstBackoff
    self.longestBackoff = longestBackoff
  }

  /// The wait before a start after `failures` lives in a row that ended without an answer.
  func backoff(after failures: Int) -> Duration {
    guard failures > 0 else { return .zero }
    return min(longestBackoff, firstBackoff * (1 << min(failures - 1, 16)))
  }
}

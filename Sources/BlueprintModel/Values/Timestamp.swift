/// A moment in time: milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Milliseconds since the epoch.
  public let milliseconds: Int

  /// The moment `milliseconds` after the epoch.
  public init(milliseconds: Int) { self.milliseconds = milliseconds }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The moment `span` after `moment`.
  public static func + (moment: Timestamp, span: Duration) -> Timestamp {
    Timestamp(milliseconds: moment.milliseconds + span.milliseconds)
  }

  /// The time from `earlier` to `later`.
  public static func - (later: Timestamp, earlier: Timestamp) -> Duration {
    .milliseconds(later.milliseconds - earlier.milliseconds)
  }
}

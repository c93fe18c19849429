import BlueprintModel

/// What reaches a drive from the tasks around it.
enum DriveEvent: Sendable {
  /// Something for the core.
  case core(CoreEvent)
  /// The alarm set for this time of the monotonic clock rang.
  case woke(Duration)
  /// The lease was renewed; the renewal was sent at this time of the monotonic clock.
  case renewed(sent: Duration)
  /// The lease cannot be kept.
  case leaseEnded(StoreError)
  /// The driving task was cancelled.
  case cancelled
}

import BlueprintModel

/// What reaches a drive from the tasks around it.
enum DriveEvent: Sendable {
  /// A call was answered.
  case answered(call: Int, Answer)
  /// The alarm set for this time of the monotonic clock rang.
  case woke(Duration)
  /// The lease was renewed; the renewal was sent at this time of the monotonic clock.
  case renewed(sent: Duration)
  /// The lease cannot be kept.
  case leaseEnded(StoreError)
  /// Somebody asked to stop in good order.
  case drain
  /// The driving task was cancelled.
  case cancelled
}

/// A provider's answer, or the lack of one.
enum Answer: Sendable {
  case outcome(Outcome)
  case lost(reason: String)
}

/// One call to a provider that was not answered yet.
struct Call: Sendable {
  let number: Int
  let step: StepID
  let attempt: Int
  let token: String
  let provider: String
  /// When to give up, by the monotonic clock.
  var deadline: Duration
  /// The time limit it was given, for the message.
  let limit: Duration
  /// Whether the provider was asked to give up.
  var isCancelled = false
}

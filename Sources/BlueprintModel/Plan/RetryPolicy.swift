/// How often and how far apart a step is tried again after a failure of a retryable class.
public struct RetryPolicy: Sendable, Hashable, JSONRepresentable {
  /// Attempts in all, at least 1.
  public var maximumAttempts: Int
  /// The ceiling of the first delay; each further ceiling is twice the one before.
  public var delay: Duration
  /// The highest ceiling.
  public var maximumDelay: Duration
  /// The failure classes that are tried again.
  public var classes: Set<FailureClass>

  /// A policy of `maximumAttempts` attempts.
  public init(
    maximumAttempts: Int = 5, delay: Duration = .milliseconds(500),
    maximumDelay: Duration = .seconds(30),
    classes: Set<FailureClass> = RetryPolicy.passing
  ) {
    self.maximumAttempts = maximumAttempts
    self.delay = delay
    self.maximumDelay = maximumDelay
    self.classes = classes
  }

  /// The classes of failures that may pass by themselves; one set for all policies.
  public static let passing: Set<FailureClass> = [.transient, .throttled, .unreachable]

  /// One attempt only.
  public static let never = RetryPolicy(maximumAttempts: 1)

  public init(json: Value) throws(JSONShapeError) {
    maximumAttempts = try json.requiredInteger("max")
    delay = .milliseconds(try json.requiredInteger("delay_ms"))
    maximumDelay = .milliseconds(try json.requiredInteger("max_delay_ms"))
    classes = Set(try json.strings("on").compactMap(FailureClass.init(rawValue:)))
  }

  public var json: Value {
    [
      "max": .integer(maximumAttempts), "delay_ms": .integer(delay.milliseconds),
      "max_delay_ms": .integer(maximumDelay.milliseconds),
      "on": .list(classes.map(\.rawValue).sorted().map(Value.string)),
    ]
  }
}

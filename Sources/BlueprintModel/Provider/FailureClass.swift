/// The class of a failure, which decides whether it is tried again.
public enum FailureClass: String, Sendable, Hashable, CaseIterable {
  /// May succeed if tried again.
  case transient
  /// The target asks for fewer calls.
  case throttled
  /// The target does not answer.
  case unreachable
  /// Will fail again until something is changed.
  case permanent
  /// The provider cannot tell.
  case unknown
}

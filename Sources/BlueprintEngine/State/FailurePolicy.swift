import BlueprintModel

/// What a failed step means for the rest of its run.
public enum FailurePolicy: Sendable, Hashable {
  /// No step is begun any more; those that were begun come to their end.
  case stop
}

extension FailurePolicy {
  /// Whether a step that was not begun yet is given up because another one failed.
  func skipsUnbegun() -> Bool {
    switch self {
    case .stop: true
    }
  }
}

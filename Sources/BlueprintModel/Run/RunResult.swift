/// How a run ended.
public enum RunResult: String, Sendable, Hashable, CaseIterable {
  /// Every step succeeded, or failed where it may.
  case succeeded
  /// A step failed; what did not depend on it may have succeeded.
  case failed
  /// A person ended it before its time.
  case cancelled
  /// A step failed, and what the run had done was undone.
  case rolledBack = "rolled_back"
  /// A step failed, and so did undoing what the run had done.
  case rollbackFailed = "rollback_failed"
}

/// What the program's exit status says. The numbers are a promise to scripts.
enum ExitCode: Int32, Error {
  /// Success, or nothing to do.
  case success = 0
  /// The operation failed.
  case failed = 1
  /// The plan has changes; only where asked for with `--detailed-exitcode`.
  case differences = 2
  /// The operation was interrupted and can go on.
  case partial = 3
  /// The blueprint, or an input, is invalid.
  case invalid = 4
  /// The operation failed, and what it had done was undone.
  case rolledBack = 5
  /// The operation failed, and so did undoing what it had done.
  case rollbackFailed = 6
  /// Refused by a policy or a protection.
  case refused = 7
  /// The user said no.
  case declined = 8
  /// The operation did not end by its deadline.
  case deadline = 9
  /// The thing asked for does not exist.
  case notFound = 10
  /// Somebody else works on the deployment.
  case locked = 11
  /// A secret or its key cannot be had.
  case secret = 12
  /// The saved plan was made against another state.
  case stale = 13
  /// A backup is damaged.
  case verification = 14
  /// The command line is wrong.
  case usage = 64
  /// A fault of this program.
  case bug = 70
  /// The run waits for a person.
  case paused = 75
  /// Standard output cannot be written.
  case output = 74
  /// Ended by SIGINT.
  case interrupted = 130
  /// The reader of standard output went away.
  case closed = 141
  /// Ended by SIGTERM.
  case terminated = 143
}

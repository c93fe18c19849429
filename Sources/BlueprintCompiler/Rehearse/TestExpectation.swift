import BlueprintModel

/// Something that a test expects of an operation.
public struct TestExpectation: Sendable {
  /// How an operation ends.
  public enum Result: String, Sendable, Hashable, CaseIterable {
    case succeeded, failed, cancelled
    case rolledBack = "rolled_back"
    case rollbackFailed = "rollback_failed"
    /// The run waits for a person.
    case paused
    /// There was nothing to do.
    case idle
    /// Nothing was planned: the blueprint, an input or the plan was refused.
    case refused
  }

  /// The kinds of expectation.
  public enum Kind: Sendable {
    /// How it ends.
    case result(Result)
    /// The exit status that the command would have.
    case exitCode(Int)
    /// A diagnostic with this code.
    case diagnostic(String)
    /// A step failed so: the steps that are meant, the code and the class of the failure.
    case failure(step: Glob?, code: String?, FailureClass?)
    /// Every step of one pattern is done before any of the next one is begun.
    case order([Glob])
    /// A step was performed.
    case ran(Glob)
    /// No such step was performed.
    case notRan(Glob)
    /// The time that it took.
    case duration(minimum: Duration?, maximum: Duration?)
    /// What an output is.
    case output(String, Value)
    /// What an output matches.
    case outputMatches(String, Pattern)
    /// A resource exists.
    case present(Glob)
    /// No such resource exists.
    case absent(Glob)
    /// A service always had at least so many healthy instances.
    case available(service: String, Int)
    /// How many attempts a step took.
    case attempts(step: Glob, Int)
  }

  /// What is expected.
  public var kind: Kind
  /// Where it is written.
  public var place: Place
}

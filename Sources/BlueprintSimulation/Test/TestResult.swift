import BlueprintCompiler
import BlueprintModel

/// What came of one operation of a test.
public struct TestResult: Sendable {
  /// An expectation that does not hold, or a rule that was broken.
  public struct Failure: Sendable, Hashable {
    /// What was expected, in words.
    public var expected: String
    /// What was found, in words.
    public var found: String
    /// Where it is written.
    public var place: Place
  }

  /// Its number in the test, from 1.
  public var number: Int
  /// The operation.
  public var operation: TestOperation
  /// How it ended.
  public var conclusion: TestConclusion
  /// When it began, in simulated time.
  public var began: Timestamp
  /// When it ended.
  public var ended: Timestamp
  /// What did not come out as expected.
  public var failures: [Failure] = []

  /// Whether everything came out as expected.
  public var isPassed: Bool { failures.isEmpty }

  /// How long it took, in simulated time.
  public var duration: Duration { ended - began }
}

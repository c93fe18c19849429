import BlueprintModel

/// What a drive does next: first the entries, and when the store has accepted them, the rest.
public struct DriveTurn: Sendable {
  /// The sequence number that the entries follow.
  public let after: Int
  /// What is to be journaled, in order.
  public var entries: [JournalEntry] = []
  /// What the entries mean for the deployment's resources, in order.
  public var changes: [ResourceChange] = []
  /// The calls to make.
  public var calls: [PreparedCall] = []
  /// The calls in flight that providers are to give up.
  public var giveUps: [GiveUp] = []
  /// The next moment at which something is due by itself, if there is one.
  public var wake: Timestamp?
  /// Whether there is more to be decided at once; the turn was cut because it is large enough.
  public var isCut = false

  /// The entries and changes as a store takes them.
  public var batch: AppendBatch {
    AppendBatch(after: after, facts: entries.map(\.fact), resources: changes)
  }
}

/// A call whose intent is in the turn's entries.
public struct PreparedCall: Sendable {
  /// Counts up in a drive; the answer names it.
  public let number: Int
  /// The step.
  public let step: StepID
  /// What the provider is asked to do.
  public let action: Action
  /// What it must know besides.
  public let context: ActionContext
}

/// A call that a provider is asked to give up. Nobody waits for it.
public struct GiveUp: Sendable {
  /// The step.
  public let step: StepID
  /// The provider.
  public let provider: String
  /// The token of the effect.
  public let token: String
}

/// A moment as a drive sees it.
public struct DriveMoment: Sendable {
  /// The time of day.
  public var now: Timestamp
  /// Time that passed since some moment; never jumps.
  public var elapsed: Duration

  /// A moment.
  public init(now: Timestamp, elapsed: Duration) {
    self.now = now
    self.elapsed = elapsed
  }
}

/// What happens to a drive.
public enum CoreEvent: Sendable {
  /// A call was answered.
  case answered(call: Int, Answer)
  /// A person asks something of the run.
  case requested(FiledRequest)
  /// The drive is to stop in good order.
  case drain
}

/// A provider's answer, or the lack of one.
public enum Answer: Sendable {
  /// The answer.
  case outcome(Outcome)
  /// There is none; the reason is for people.
  case lost(reason: String)
}

/// One call to a provider that was not answered yet.
struct Call: Sendable {
  let step: StepID
  let attempt: Int
  let token: String
  let isReadBack: Bool
  /// When to give up, by the monotonic clock.
  var deadline: Duration
  /// Whether the provider was asked to give up.
  var isCancelled = false
}

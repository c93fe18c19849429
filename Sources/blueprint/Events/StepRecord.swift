import BlueprintModel

/// What a run's journal tells of one step: of the plan, or one that came into being during the run.
struct StepRecord {
  /// What the step is to the one that brought it into being.
  enum Role: Hashable {
    /// A step of the plan itself.
    case planned
    /// In the body of a control step; the turn from 0, for loops.
    case body(turn: Int?)
    /// What is done when the body of a `try` failed.
    case rescue
    /// What is done after a `try` in any case.
    case always
    /// It undoes what another step did.
    case undo
  }

  /// How many of the last output lines are kept.
  static let keptLines = 20

  /// The identity in the run.
  let id: StepID
  /// The step as the plan has it; in bodies, with relative identities.
  let step: Step
  /// The number of the control step that it belongs to.
  let owner: Int?
  /// What it is to that.
  let role: Role
  /// What the identities that it names start with.
  let prefix: String

  /// Where it stands.
  var standing: StepStanding
  /// When it was first begun.
  var began: Timestamp?
  /// When it came to its end.
  var ended: Timestamp?
  /// When attempts failed that were not the last one, or answers were lost.
  var mishaps: [Timestamp] = []
  /// When it waited for its next attempt.
  var holds: [Range<Timestamp>] = []
  /// Attempts that were begun.
  var attempts = 0
  /// Its newest failure.
  var failure: Failure?
  /// The last lines of its output that were seen, at most ``keptLines``.
  private(set) var lines: [String] = []
  /// How many lines of its output were seen.
  private(set) var noise = 0

  init(
    _ step: Step, id: StepID, owner: Int? = nil, role: Role = .planned, prefix: String = "",
    standing: StepStanding = .pending
  ) {
    self.step = step
    self.id = id
    self.owner = owner
    self.role = role
    self.prefix = prefix
    self.standing = standing
  }

  /// Whether people count it: it has an effect, or a person is asked.
  var isCounted: Bool {
    if role == .undo { return false }
    if case .approve? = step.control { return true }
    return step.verb != nil
  }

  /// Whether it only joins what it needs.
  var isBarrier: Bool {
    step.verb == nil && step.control == nil && step.delay == .zero && step.effect == .none
  }

  /// How long it took until its end or, if it has not ended, `now`.
  func took(at now: Timestamp) -> Duration? {
    began.map { max((ended ?? now) - $0, .zero) }
  }

  /// The last output lines: those that the failure brought, or those that were seen.
  var tail: [String] {
    guard let failure, !failure.output.isEmpty else { return lines }
    return Array(failure.output.suffix(Self.keptLines))
  }

  /// Takes up a line of output.
  mutating func note(_ line: String) {
    noise += 1
    if lines.count == Self.keptLines { lines.removeFirst() }
    lines.append(line)
  }
}

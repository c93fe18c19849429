import BlueprintModel

/// Steps that belong together: those of the plan, those of one body or one turn of a control step,
/// or those that undo a run. A frame ends when nothing more happens to any of them.
struct Frame: Sendable {
  /// What its steps are to their owner.
  enum Kind: Sendable, Hashable {
    /// The plan's own steps.
    case plan
    /// The body of a control step, or one turn of it.
    case body
    /// What is done because the body of a `try` failed.
    case rescue
    /// What is done after a `try` in any case.
    case always
    /// What undoes a run that failed.
    case undo
  }

  /// The control step; nil for the plan and for undoing.
  let owner: Int?
  let kind: Kind
  /// What the identities of its steps start with.
  let prefix: String
  /// The same with `[*]` for the turn of each loop, as plans write it.
  let pattern: String
  /// The turns of the loops around, outermost first.
  let turns: [Turn]
  /// Its steps.
  let members: Range<Int>
  /// Steps to which something may still happen.
  var remaining: Int
  /// The first step that failed for good and may not.
  var failed: Int?
  /// The steps without steps of their own that failed for good and may not.
  var causes: [StepID] = []
  /// Whether nothing more is begun in it.
  var isStopped = false
  /// Whether what is in flight in it is to be given up.
  var isAborted = false
}

/// One turn of a loop.
struct Turn: Sendable {
  /// The loop, as plans name it.
  let loop: String
  /// The turn, from 0.
  let number: Int
  /// The element that it is about; nil for a `repeat`.
  let element: TurnElement?
}

/// The element of one turn.
enum TurnElement: Sendable {
  /// The element itself.
  case value(Value)
  /// The element of that number of a sealed list.
  case sealed(String, Int)
}

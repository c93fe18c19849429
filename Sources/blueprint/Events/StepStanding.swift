import BlueprintModel

/// Where a step stands, as people are told.
enum StepStanding: Hashable {
  /// Not begun.
  case pending
  /// Part of a `rescue` or `always` whose turn may never come.
  case dormant
  /// Under way.
  case running
  /// Its effect takes its time, and is looked at again.
  case again
  /// It failed, and is tried again.
  case retrying
  /// Its answer was lost; it is performed again with the same token.
  case inDoubt
  /// A control step that was decided, and whose steps are under way.
  case expanded
  /// It waits for a person.
  case waiting(WaitingFor, message: String)
  /// Done.
  case done
  /// Its condition was false: counts as done.
  case omitted
  /// Failed for good.
  case failed
  /// Never begun, and never will be.
  case skipped

  /// Whether nothing more happens to the step.
  var isFinal: Bool {
    switch self {
    case .done, .omitted, .failed, .skipped: true
    default: false
    }
  }

  /// Whether the step takes its time just now.
  var isUnderWay: Bool {
    switch self {
    case .running, .again, .retrying, .inDoubt, .waiting: true
    default: false
    }
  }

  /// The standing as a word, for programs and tables.
  var name: String {
    switch self {
    case .pending, .dormant: "pending"
    case .running, .again: "running"
    case .retrying: "retrying"
    case .inDoubt: "in_doubt"
    case .expanded: "expanded"
    case .waiting: "waiting"
    case .done: "done"
    case .omitted: "omitted"
    case .failed: "failed"
    case .skipped: "skipped"
    }
  }

  /// The sign that it is shown by.
  var sign: String {
    switch self {
    case .pending, .dormant: "·"
    case .running, .again, .expanded: "▸"
    case .retrying: "↻"
    case .inDoubt: "?"
    case .waiting: "‖"
    case .done: "✓"
    case .omitted: "○"
    case .failed: "✗"
    case .skipped: "–"
    }
  }
}

import BlueprintModel

/// Progress as one line per change of state, for pipes, logs and CI.
struct PlainProgress {
  private let console: Console
  private let style: Style
  private var lastSaid: Timestamp?

  init(console: Console) {
    self.console = console
    style = Style(enabled: console.colour)
  }

  /// Says what `entry` changed; `progress` has taken it up already.
  mutating func show(_ entry: JournalEntry, _ progress: RunProgress) {
    guard let line = line(for: entry, progress) else { return }
    console.tell(line)
    lastSaid = entry.at
  }

  /// Says that it still goes on, if nothing was said for 30 s.
  mutating func beat(at now: Timestamp, _ progress: RunProgress) {
    guard let last = lastSaid else {
      lastSaid = now
      return
    }
    guard now - last >= .seconds(30), let slowest = progress.running.first else { return }
    lastSaid = now
    let others = progress.running.count - 1
    console.tell(
      "  … \(progress.done)/\(progress.total) done; longest running: \(slowest.step) "
        + "(\((now - slowest.since).brief))" + (others > 0 ? " and \(others) more" : ""))
  }

  private func line(for entry: JournalEntry, _ progress: RunProgress) -> String? {
    switch entry.fact {
    case .outcome(let step, let attempt, let outcome):
      guard progress.steps[step]?.verb != nil else { return nil }
      return line(for: step, attempt: attempt, outcome, progress)
    case .lost(let step, _, let reason):
      return style.yellow("? \(step): the answer was lost (\(reason)); asking again")
    case .created, .intent, .captured, .omitted, .expanded, .waiting, .requested, .overdue,
      .finished:
      return nil
    }
  }

  private func line(
    for step: StepID, attempt: Int, _ outcome: Outcome, _ progress: RunProgress
  ) -> String? {
    let counter = style.dim("[\(progress.done)/\(progress.total)]")
    switch outcome {
    case .done:
      let took = progress.durations.last { $0.step == step }?.duration
      return "\(style.green("✓")) \(counter) \(step)" + (took.map { " (\($0.brief))" } ?? "")
    case .again: return nil
    case .failed(let failure):
      let policy = progress.steps[step]?.retry
      let again = policy.map {
        $0.classes.contains(failure.failureClass) && attempt < $0.maximumAttempts
      }
      return again == true
        ? style.yellow("↻ \(counter) \(step): \(failure.message); trying again (\(attempt))")
        : style.red("✗ \(counter) \(step): \(failure.message)")
    }
  }
}

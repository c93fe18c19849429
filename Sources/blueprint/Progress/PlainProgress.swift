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

  /// Says what `event` tells.
  mutating func show(_ event: StoryEvent) {
    guard let line = line(for: event) else { return }
    console.tell(line)
    lastSaid = event.at
  }

  /// Says that it still goes on, if nothing was said for 30 s.
  mutating func beat(at now: Timestamp, _ story: RunStory) {
    guard let last = lastSaid else {
      lastSaid = now
      return
    }
    guard now - last >= .seconds(30), let slowest = story.underWay.first else { return }
    lastSaid = now
    let record = story.records[slowest]
    let others = story.underWay.count - 1
    console.tell(
      "  … \(story.done)/\(story.total) done; longest running: \(record.id) "
        + "(\((record.took(at: now) ?? .zero).brief))" + (others > 0 ? " and \(others) more" : ""))
  }

  /// The line for an event; nil for those that are told of by others, or by too many.
  private func line(for event: StoryEvent) -> String? {
    let step = event.step?.description ?? ""
    switch event.kind {
    case .runCreated, .stepStarted, .stepAgain, .stepSkipped, .log, .runFinished: return nil
    case .runClaimed: return event.level == .debug ? nil : style.dim("▸ gone on with")
    case .stepDone:
      guard event.details["verb"] != nil else { return nil }
      let took = event.details["duration_ms"]?.integer.map { Duration.milliseconds($0).brief }
      return "\(style.green("✓")) \(counter(event)) \(step)" + (took.map { " (\($0))" } ?? "")
    case .stepRetrying:
      let attempt = event.details["attempt"]?.integer ?? 1
      let most = event.details["max_attempts"]?.integer ?? attempt
      return style.yellow(
        "↻ \(counter(event)) \(step): \(event.message); trying again (\(attempt) of \(most))")
    case .stepFailed, .stepRejected:
      return style.red("✗ \(counter(event)) \(step): \(event.message)")
    case .stepInDoubt: return style.yellow("? \(step): \(event.message); asking again")
    case .stepExpanded: return style.dim("▸ \(step): \(event.message)")
    case .stepOmitted: return style.dim("○ \(step): \(event.message)")
    case .stepWaiting: return style.yellow("‖ \(step) waits: \(event.message)")
    case .stepPromoted, .stepSettled: return "▸ \(step): \(event.message)"
    case .runPaused, .runCancelling: return style.yellow("‖ \(event.message)")
    case .runProceeding: return "▸ \(event.message)"
    case .runOverdue: return style.red("✗ \(event.message)")
    case .runCompensating: return style.yellow("↩ \(event.message)")
    }
  }

  private func counter(_ event: StoryEvent) -> String {
    guard let done = event.details["done"]?.integer, let total = event.details["total"]?.integer
    else { return "" }
    return style.dim("[\(done)/\(total)]")
  }
}

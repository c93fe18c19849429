import BlueprintModel

/// Prints the events of a run, in any form, from its journal.
struct EventReader {
  private var story: RunStory
  private let after: Int
  private let output: OutputForm
  private let surroundings: Surroundings
  private let text: EventText
  private var gathered: [Value] = []

  /// A reader of the run whose story has not begun yet.
  ///
  /// - Parameter after: events of this entry and of those before are left out.
  init(story: RunStory, after: Int, output: OutputForm, surroundings: Surroundings) {
    self.story = story
    self.after = after
    self.output = output
    self.surroundings = surroundings
    let console = surroundings.console
    text = EventText(style: Style(enabled: console.colour && console.resultIsTerminal))
  }

  /// Takes up entries, in order.
  mutating func take(_ entries: [JournalEntry]) {
    for entry in entries {
      for event in story.apply(entry) where entry.sequence > after { show(event) }
    }
  }

  private mutating func show(_ event: StoryEvent) {
    switch output {
    case .text: surroundings.console.result(text.line(for: event))
    case .json: gathered.append(event.json)
    case .jsonl: surroundings.events.write(event)
    }
  }

  /// Writes what comes last.
  func end() {
    let now = surroundings.now
    switch output {
    case .text: break
    case .json: surroundings.console.result(Value.list(gathered).canonicalJSON)
    case .jsonl:
      let report = RunReport(story: story, elapsed: story.elapsed(at: now))
      surroundings.events.end(report.json(exitCode: story.exitCode()), at: now)
    }
  }
}

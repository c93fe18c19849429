import BlueprintEngine
import BlueprintModel

/// Shows a run while it happens: a live picture on a terminal, a line per change elsewhere, and the
/// event stream on standard output where it was asked for. All of them are told by one story.
actor RunViewer {
  private let surroundings: Surroundings
  private let streams: Bool
  private(set) var story: RunStory
  private var plain: PlainProgress
  private var live: LiveProgress?

  /// A viewer of the run that `story` tells of as far as it has gone.
  ///
  /// - Parameter output: the form of the command's result.
  init(story: RunStory, output: OutputForm, surroundings: Surroundings) {
    self.surroundings = surroundings
    self.story = story
    streams = output == .jsonl
    let console = surroundings.console
    plain = PlainProgress(console: console)
    // Two writers on one terminal would write over each other.
    if console.isInteractive, !(streams && console.resultIsTerminal) {
      live = LiveProgress(
        console: console, title: "\(story.plan.operation.text) \(story.plan.deployment)",
        started: surroundings.now, plan: story.plan)
    }
  }

  /// Takes the events of `stream` up until it ends; repaints at most ten times a second.
  func watch(_ stream: AsyncStream<RunEvent>) async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.tick() }
      for await event in stream { self.take(event) }
      group.cancelAll()
    }
    live?.clear()
    live = nil
  }

  /// Tells something that is no part of the run.
  func tell(_ text: String) {
    guard live != nil else { return surroundings.console.tell(text) }
    live?.notice = text
  }

  /// Takes up entries that were accepted already.
  func take(_ entries: [JournalEntry]) {
    for entry in entries where entry.sequence > story.sequence { take(.entry(entry)) }
  }

  private func take(_ event: RunEvent) {
    switch event {
    case .entry(let entry): for event in story.apply(entry) { show(event) }
    case .log(let step, let line):
      if let event = story.note(line, of: step, at: surroundings.now) { show(event) }
    }
  }

  private func show(_ event: StoryEvent) {
    if streams { surroundings.events.write(event) }
    if live == nil, !(streams && surroundings.console.resultIsTerminal) { plain.show(event) }
  }

  private func tick() async {
    while !Task.isCancelled {
      let now = surroundings.now
      if live != nil { live?.draw(story, at: now) } else { plain.beat(at: now, story) }
      do { try await Task.sleep(for: .milliseconds(100)) } catch { return }
    }
  }
}

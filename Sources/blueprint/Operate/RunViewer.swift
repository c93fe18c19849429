import BlueprintEngine
import BlueprintModel

/// Watches a run for people: takes its events up and shows them, live on a terminal and line by
/// line elsewhere.
actor RunViewer {
  private let surroundings: Surroundings
  private(set) var progress: RunProgress
  private var plain: PlainProgress
  private var live: LiveProgress?

  /// A viewer of a run of `plan` that has gone as far as `entries` say.
  init(plan: Plan, entries: [JournalEntry], surroundings: Surroundings) {
    self.surroundings = surroundings
    var progress = RunProgress(plan: plan)
    for entry in entries { progress.apply(entry) }
    self.progress = progress
    let console = surroundings.console
    plain = PlainProgress(console: console)
    if console.isInteractive {
      live = LiveProgress(
        console: console, title: "\(plan.operation.kind.rawValue) \(plan.deployment)",
        started: surroundings.now)
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
  }

  private func take(_ event: RunEvent) {
    switch event {
    case .entry(let entry):
      progress.apply(entry)
      if live == nil { plain.show(entry, progress) }
    case .log(let step, let line): progress.note(line, of: step)
    }
  }

  private func tick() async {
    while !Task.isCancelled {
      let now = surroundings.now
      if live != nil { live?.draw(progress, at: now) } else { plain.beat(at: now, progress) }
      do { try await Task.sleep(for: .milliseconds(100)) } catch { return }
    }
  }
}

import BlueprintModel

/// What the live progress shows: the header, then failures, retries, what waits, what is under way
/// with the longest chain first, the last lines of the noisiest step, and how much is folded away.
struct LivePicture {
  let title: String
  let started: Timestamp
  let style: Style
  let heights: ChainHeights

  /// The most lines of output in the window.
  private static let window = 6

  /// The lines, at most `rows`, none longer than it must be.
  func lines(
    _ story: RunStory, at now: Timestamp, columns: Int, rows: Int, notice: String?
  ) -> [String] {
    var lines = [header(story, at: now, columns: columns)]
    if let notice { lines.append(style.yellow(notice)) }
    var left = rows - lines.count
    func take(_ more: [String], atMost limit: Int) {
      let shown = Self.shortened(more, to: min(limit, left), style)
      lines += shown
      left -= shown.count
    }
    take(failures(story), atMost: max(1, rows / 3))
    take(held(story, at: now), atMost: max(1, rows / 4))
    let output = window(story)
    let running = running(story, at: now, columns: columns)
    let room = left - 1
    let quiet = min(running.count, room)
    take(running, atMost: max(min(room, 1), max(room - output.count, min(quiet, room / 2))))
    if output.count < left { take(output, atMost: left - 1) }
    if left > 0 { take(footer(story), atMost: 1) }
    return lines
  }

  private func header(_ story: RunStory, at now: Timestamp, columns: Int) -> String {
    let width = min(30, max(8, columns / 5))
    let filled = story.total == 0 ? width : story.done * width / story.total
    let bar =
      String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    var parts = ["\(story.done)/\(story.total)"]
    let running = story.underWay.count
    if running > 0 { parts.append("\(running) running") }
    let failed = story.failed.count { !story.isTolerated($0) }
    if failed > 0 { parts.append(style.red("\(failed) failed")) }
    if story.isCompensating { parts.append(style.yellow("undoing")) }
    if story.pausedBy != nil { parts.append(style.yellow("paused")) }
    parts.append(style.dim((now - started).brief))
    return "\(style.bold(title)) \(bar) \(parts.joined(separator: "  "))"
  }

  private func failures(_ story: RunStory) -> [String] {
    story.failed.map { number in
      let record = story.records[number]
      let line = "✗ \(record.id): \(record.failure?.message.firstLine ?? "failed")"
      return story.isTolerated(number) ? style.yellow(line) : style.red(line)
    }
  }

  /// What is tried again, in doubt or waiting for a person.
  private func held(_ story: RunStory, at now: Timestamp) -> [String] {
    story.underWay.compactMap { number in
      let record = story.records[number]
      switch record.standing {
      case .retrying:
        let most = record.step.retry.maximumAttempts
        let what = record.failure?.message.firstLine ?? ""
        return style.yellow("↻ \(record.id): \(what), attempt \(record.attempts) of \(most)")
      case .inDoubt: return style.yellow("? \(record.id): the answer was lost; asking again")
      case .waiting(let kind, let message):
        let next = kind == .approval ? "blueprint promote" : "blueprint resume --settle"
        return style.yellow("‖ \(record.id) waits: \(message.firstLine)  ") + style.dim(next)
      default: return nil
      }
    }
  }

  private func running(_ story: RunStory, at now: Timestamp, columns: Int) -> [String] {
    let numbers = story.underWay.filter {
      let standing = story.records[$0].standing
      return standing == .running || standing == .again
    }
    let highest = numbers.map { heights[$0] }.max() ?? 0
    // Where all are alike, none stands out.
    let isUneven = numbers.contains { heights[$0] < highest }
    let sorted = numbers.sorted { left, right in
      let (first, second) = (heights[left] == highest, heights[right] == highest)
      guard first == second else { return first }
      return story.records[left].began ?? now < story.records[right].began ?? now
    }
    return sorted.map { number in
      let record = story.records[number]
      let isCritical = isUneven && heights[number] == highest
      let sign = isCritical ? style.bold(style.cyan("◆")) : style.cyan("▸")
      let attempt = record.attempts > 1 ? ", attempt \(record.attempts)" : ""
      let took = (record.took(at: now) ?? .zero).brief
      return "\(sign) \(record.id) \(style.dim("\(took)\(attempt)"))"
    }
  }

  /// The last lines of the step that has said the most.
  private func window(_ story: RunStory) -> [String] {
    let noisy = story.underWay.max { story.records[$0].noise < story.records[$1].noise }
    guard let noisy, let record = Optional(story.records[noisy]), record.noise > 0 else {
      return []
    }
    let heading = style.dim("  ┌ \(record.id)")
    return [heading] + record.lines.suffix(Self.window).map { style.dim("  │ \($0)") }
  }

  private func footer(_ story: RunStory) -> [String] {
    var parts: [String] = []
    let pending = story.total - story.done - story.failed.count - story.underWay.count
    if story.done > 0 { parts.append("✓ \(story.done) done") }
    if pending > 0 { parts.append("\(pending) to come") }
    return parts.isEmpty ? [] : [style.dim("  " + parts.joined(separator: ", "))]
  }

  private static func shortened(_ lines: [String], to limit: Int, _ style: Style) -> [String] {
    guard lines.count > limit else { return lines }
    guard limit > 0 else { return [] }
    let hidden = lines.count - limit + 1
    return Array(lines.prefix(limit - 1)) + [style.dim("  … and \(hidden) more")]
  }
}

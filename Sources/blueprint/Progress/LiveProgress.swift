import BlueprintModel

/// Progress as a picture that is drawn over itself: failures first, then what is under way, then
/// the last output line of the noisiest step. Never taller than the screen.
struct LiveProgress {
  private let console: Console
  private let style: Style
  private let title: String
  private let started: Timestamp
  private var drawn = 0

  /// A picture headed by `title`.
  init(console: Console, title: String, started: Timestamp) {
    self.console = console
    style = Style(enabled: console.colour)
    self.title = title
    self.started = started
  }

  /// Draws the picture.
  mutating func draw(_ progress: RunProgress, at now: Timestamp) {
    let size = console.size
    let lines = lines(progress, at: now, rows: max(4, size.rows - 2))
    var text = erase
    for line in lines { text += Self.clipped(line, to: size.columns) + "\n" }
    drawn = lines.count
    console.put(text)
  }

  /// Takes the picture away.
  mutating func clear() {
    console.put(erase)
    drawn = 0
  }

  private var erase: String { drawn > 0 ? "\u{1b}[\(drawn)A\u{1b}[J" : "" }

  private func lines(_ progress: RunProgress, at now: Timestamp, rows: Int) -> [String] {
    var lines = [header(progress, at: now)]
    for failed in progress.failures.values.sorted(by: { $0.step < $1.step }) {
      lines.append(style.red("✗ \(failed.step): \(failed.failure.message)"))
    }
    for running in progress.running.sorted(by: { $0.since < $1.since }) {
      let attempt = running.attempt > 1 ? ", attempt \(running.attempt)" : ""
      lines.append(
        "\(style.cyan("▸")) \(running.step) "
          + style.dim("\((now - running.since).brief)\(attempt)"))
    }
    if let line = progress.running.last(where: { $0.lastLine != nil })?.lastLine {
      lines.append(style.dim("  │ \(line)"))
    }
    if lines.count > rows {
      let hidden = lines.count - rows + 1
      lines = Array(lines.prefix(rows - 1)) + [style.dim("  … and \(hidden) more")]
    }
    return lines
  }

  private func header(_ progress: RunProgress, at now: Timestamp) -> String {
    let width = 20
    let filled = progress.total == 0 ? width : progress.done * width / progress.total
    let bar =
      String(repeating: "█", count: filled)
      + String(repeating: "░", count: width - filled)
    return "\(style.bold(title)) \(bar) \(progress.done)/\(progress.total) "
      + style.dim((now - started).brief)
  }

  /// `line` cut to `columns`; escape sequences take no room.
  static func clipped(_ line: String, to columns: Int) -> String {
    var visible = 0
    var result = ""
    var inEscape = false
    for character in line {
      if character == "\u{1b}" { inEscape = true }
      if !inEscape {
        if visible == columns - 1 { return result + "\u{1b}[0m…" }
        visible += 1
      }
      result.append(character)
      if inEscape && character.isLetter { inEscape = false }
    }
    return result
  }
}

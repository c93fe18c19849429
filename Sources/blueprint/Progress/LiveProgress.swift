import BlueprintModel

/// Progress as a picture that is drawn over itself: never taller than the screen, and right after
/// the screen has changed its size.
struct LiveProgress {
  private let console: Console
  private let picture: LivePicture
  /// The widths of the lines that are on the screen.
  private var drawn: [Int] = []
  /// What to tell besides, until the end.
  var notice: String?

  /// A picture headed by `title`.
  init(console: Console, title: String, started: Timestamp, plan: Plan) {
    self.console = console
    picture = LivePicture(
      title: title, started: started, style: Style(enabled: console.colour),
      heights: ChainHeights(plan))
  }

  /// Draws the picture.
  mutating func draw(_ story: RunStory, at now: Timestamp) {
    let size = console.size
    let lines = picture.lines(
      story, at: now, columns: size.columns, rows: max(4, size.rows - 2), notice: notice)
    var text = Self.begin + erase(columns: size.columns)
    drawn = []
    for line in lines {
      let fitting = line.clipped(to: size.columns)
      drawn.append(fitting.visibleWidth)
      text += fitting + "\n"
    }
    console.put(text + Self.end)
  }

  /// Takes the picture away.
  mutating func clear() {
    console.put(erase(columns: console.size.columns))
    drawn = []
  }

  /// The terminal shows what is between these two at once, if it knows of them.
  private static let begin = "\u{1b}[?2026h"
  private static let end = "\u{1b}[?2026l"

  /// Takes away what is drawn. Lines that became wider than the screen take several rows of it, and
  /// what was typed since then stands on the last one.
  private func erase(columns: Int) -> String {
    let rows = drawn.reduce(0) { $0 + max(1, ($1 + columns - 1) / max(columns, 1)) }
    return rows > 0 ? "\r\u{1b}[\(rows)A\u{1b}[J" : ""
  }
}

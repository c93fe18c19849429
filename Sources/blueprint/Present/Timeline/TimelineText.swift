import BlueprintModel

/// A timeline as text: a row for each step, or for many like ones together.
struct TimelineText {
  let timeline: Timeline
  let style: Style
  /// The columns that it may take.
  let columns: Int
  /// Whether only ASCII signs are used.
  let isASCII: Bool

  /// More rows than this are folded.
  private static let mostRows = 40

  private var story: RunStory { timeline.story }

  /// The lines; with `all`, every step has one.
  func lines(all: Bool) -> [String] {
    guard timeline.count > 0 else { return ["nothing was begun"] }
    let packed = all ? [] : timeline.familiesToPack(limit: Self.mostRows)
    var rows: [Row] = []
    if !packed.isEmpty {
      rows.append(Row(heading: "critical path"))
      let shown = timeline.critical.suffix(12)
      if shown.count < timeline.critical.count {
        rows.append(Row(note: "\(timeline.critical.count - shown.count) before"))
      }
      rows += shown.map { row(of: $0, label: story.records[$0.number].id.description) }
    }
    var told: Set<String> = []
    for group in timeline.groups {
      if packed.contains(group.family) {
        if told.insert(group.family).inserted { rows += fold(group.family) }
      } else if group.bars.count == 1, let bar = group.bars.first {
        rows.append(row(of: bar, label: story.records[bar.number].id.description))
      } else {
        rows.append(Row(heading: group.title))
        rows += group.bars.map { row(of: $0, label: $0.label) }
      }
    }
    return draw(rows)
  }

  private struct Row {
    var heading = ""
    var label = ""
    var sign = " "
    var cells: [String]?
    var took = ""
    var note = ""
    var paint: (String) -> String = { $0 }

    init(heading: String) { self.heading = heading }
    init(note: String) { self.note = note }
    init(
      _ label: String, sign: String, cells: [String], took: String,
      paint: @escaping (String) -> String
    ) {
      self.label = label
      self.sign = sign
      self.cells = cells
      self.took = took
      self.paint = paint
    }
  }

  private func row(of bar: Timeline.Bar, label: String) -> Row {
    let standing = story.records[bar.number].standing
    let paint: (String) -> String =
      switch standing {
      case .failed: { style.red($0) }
      case .running, .again, .retrying, .inDoubt, .waiting, .expanded: { style.yellow($0) }
      default: bar.isCritical ? { style.bold(style.cyan($0)) } : { $0 }
      }
    let attempts = story.records[bar.number].attempts
    return Row(
      attempts > 1 ? "\(label) ×\(attempts)" : label, sign: sign(bar, standing),
      cells: cells(of: bar, isMarked: bar.isCritical || standing == .failed),
      took: (bar.end - bar.begin).brief, paint: paint)
  }

  private func sign(_ bar: Timeline.Bar, _ standing: StepStanding) -> String {
    if standing != .done {
      return isASCII ? String(standing.name.prefix(1)).uppercased() : standing.sign
    }
    return bar.isCritical ? (isASCII ? "*" : "◆") : " "
  }

  /// All steps of a family in one row, darker where more of them are under way.
  private func fold(_ family: String) -> [Row] {
    let bars = timeline.groups.filter { $0.family == family }.flatMap(\.bars)
    var counts = [Int](repeating: 0, count: width)
    for bar in bars {
      let (first, last) = place(of: bar)
      for cell in Int(first)...max(Int(first), min(Int(last.rounded(.up)) - 1, width - 1)) {
        counts[cell] += 1
      }
    }
    let most = counts.max() ?? 1
    let shades = isASCII ? [" ", ".", ":", "=", "#"] : [" ", "░", "▒", "▓", "█"]
    let cells = counts.map { shades[$0 == 0 ? 0 : 1 + min(3, $0 * 4 / (most + 1))] }
    let failed = bars.count { story.records[$0.number].standing == .failed }
    let running = bars.count { !story.records[$0.number].standing.isFinal }
    var label = "\(family) × \(bars.count)"
    if failed > 0 { label += ", \(failed) failed" }
    let begin = bars.map(\.begin).min() ?? timeline.start
    let end = bars.map(\.end).max() ?? timeline.end
    let folded = Row(
      label, sign: failed > 0 ? (isASCII ? "F" : "✗") : " ", cells: cells,
      took: (end - begin).brief,
      paint: failed > 0 ? { style.red($0) } : running > 0 ? { style.yellow($0) } : { $0 })
    let failures = bars.filter { story.records[$0.number].standing == .failed }.prefix(10)
    return [folded]
      + failures.map { row(of: $0, label: "  \(story.records[$0.number].id)") }
  }

  // The columns: sign and label, the picture, the time that it took.
  private var labelWidth: Int { min(44, max(18, columns * 2 / 5)) }
  private static let tookWidth = 8
  private var width: Int { max(10, columns - labelWidth - Self.tookWidth - 4) }

  private func place(of bar: Timeline.Bar) -> (Double, Double) {
    let scale = Double(width) / Double(max(timeline.span.milliseconds, 1))
    let first = Double((bar.begin - timeline.start).milliseconds) * scale
    let last = Double((bar.end - timeline.start).milliseconds) * scale
    return (min(first, Double(width) - 1), min(max(last, first), Double(width)))
  }

  private func cells(of bar: Timeline.Bar, isMarked: Bool) -> [String] {
    var cells = [String](repeating: " ", count: width)
    let (first, last) = place(of: bar)
    let begin = Int(first)
    let whole = Int(last)
    let full = isASCII ? (isMarked ? "#" : "=") : (isMarked ? "█" : "▒")
    if whole > begin { for cell in begin..<whole { cells[cell] = full } }
    guard whole < width else { return cells }
    let rest = last - Double(whole)
    if whole == begin || (rest > 0.05 && isMarked) {
      let eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
      cells[whole] = isASCII ? "|" : eighths[min(7, max(0, Int(rest * 8)))]
    }
    return cells
  }

  private func draw(_ rows: [Row]) -> [String] {
    [scale]
      + rows.map { row in
        if !row.heading.isEmpty { return style.bold(row.heading.fitted(to: columns).trimmedEnd) }
        guard let cells = row.cells else { return style.dim("    … \(row.note)") }
        let label = row.label.fitted(to: labelWidth)
        let took = String(repeating: " ", count: max(0, Self.tookWidth - row.took.count)) + row.took
        return "\(row.paint(row.sign)) \(label)  \(row.paint(cells.joined()))\(style.dim(took))"
      }
  }

  private var scale: String {
    var line = [Character](repeating: " ", count: width + Self.tookWidth)
    for tick in timeline.ticks(atMost: max(2, width / 9)) {
      let text = (isASCII ? "|" : "╵") + tick.tick
      let cell = tick.milliseconds * width / max(timeline.span.milliseconds, 1)
      for (offset, character) in text.enumerated() where cell + offset < line.count {
        line[cell + offset] = character
      }
    }
    let margin = String(repeating: " ", count: labelWidth + 4)
    return style.dim(margin + String(line).trimmedEnd)
  }
}

extension String {
  /// The text without spaces at its end.
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

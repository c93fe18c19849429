import BlueprintModel

/// A timeline as a picture in SVG. It stands for itself: no script, no font or file from elsewhere,
/// and colours for light and for dark.
struct TimelineDrawing {
  let timeline: Timeline

  /// With more rows than this, steps of large families are drawn in lanes without names.
  private static let mostRows = 140

  // Measures in pixels at full width.
  private static let width = 1200
  private static let labels = 300
  private static let durations = 70
  private static let rowHeight = 20
  private static let headingHeight = 26
  private static let top = 34
  private static let laneHeight = 7

  private var chart: Int { Self.width - Self.labels - Self.durations }
  private var story: RunStory { timeline.story }

  /// The picture as an `svg` element.
  ///
  /// - Parameter standalone: whether it is a file of its own, and brings its colours along.
  func svg(standalone: Bool) -> String {
    var y = Self.top
    var body = ""
    if timeline.critical.count > 1 { body += criticalRow(&y) }
    let packed = timeline.familiesToPack(limit: Self.mostRows)
    var told: Set<String> = []
    for group in timeline.groups {
      guard packed.contains(group.family) else {
        body += rows(of: group, &y)
        continue
      }
      if told.insert(group.family).inserted { body += lanes(of: group.family, &y) }
    }
    let height = y + 12
    let style = standalone ? "<style>\(Self.colours)\(Self.shapes)</style>" : ""
    let backdrop =
      standalone ? #"<rect class="backdrop" width="100%" height="100%"/>"# : ""
    let label = "Timeline of \(story.plan.operation.text) \(story.plan.deployment)".markup
    return """
      <svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" aria-label="\(label)" \
      viewBox="0 0 \(Self.width) \(height)" width="\(standalone ? "\(Self.width)" : "100%")">
      \(style)\(backdrop)
      \(scale(height: height))\(body)</svg>

      """
  }

  private func x(_ moment: Timestamp) -> Double {
    let span = Double(max(timeline.span.milliseconds, 1))
    let part = Double((moment - timeline.start).milliseconds) / span
    return Double(Self.labels) + part * Double(chart)
  }

  private func scale(height: Int) -> String {
    timeline.ticks(atMost: 10).map { tick in
      let x = self.x(timeline.start + tick).tenths
      return """
        <line class="grid" x1="\(x)" x2="\(x)" y1="\(Self.top - 8)" y2="\(height - 6)"/>\
        <text class="tick" x="\(x)" y="18" text-anchor="middle">\(tick.tick)</text>

        """
    }.joined()
  }

  private func criticalRow(_ y: inout Int) -> String {
    var text = label("critical path", y, isHeading: true, of: nil)
    for bar in timeline.critical {
      text += self.bar(bar, y: y + 5, height: 14)
      let room = Int(x(bar.end) - x(bar.begin)) / 7
      let name = story.records[bar.number].id.description
      guard room > 8 else { continue }
      text +=
        #"<text class="inside" x="\#((x(bar.begin) + 5).tenths)" y="\#(y + 16)">"#
        + name.fitted(to: min(room, name.count)).markup + "</text>\n"
    }
    y += Self.headingHeight + 6
    return text
  }

  private func rows(of group: Timeline.Group, _ y: inout Int) -> String {
    if group.bars.count == 1, let bar = group.bars.first {
      let text =
        label(story.records[bar.number].id.description, y + 3, isHeading: true, of: bar)
        + self.bar(bar, y: y + 7, height: 12) + duration(bar.end - bar.begin, y + 17)
      y += Self.rowHeight + 4
      return text
    }
    var text = label(group.title, y, isHeading: true, of: nil)
    y += Self.headingHeight
    for bar in group.bars {
      let record = story.records[bar.number]
      let name = record.attempts > 1 ? "\(bar.label) ×\(record.attempts)" : bar.label
      text += label(name, y, isHeading: false, of: bar)
      text += self.bar(bar, y: y + 4, height: 12)
      text += duration(bar.end - bar.begin, y + 14)
      y += Self.rowHeight
    }
    return text
  }

  /// All steps of a family, each in the first lane that is free.
  private func lanes(of family: String, _ y: inout Int) -> String {
    let bars = timeline.groups.filter { $0.family == family }.flatMap(\.bars)
      .sorted { ($0.begin, $0.end) < ($1.begin, $1.end) }
    var free: [Timestamp] = []
    var text = label("\(family) × \(bars.count)", y, isHeading: true, of: nil)
    for bar in bars {
      var lane = free.firstIndex { $0 <= bar.begin } ?? free.count
      if lane == free.count, lane < 64 { free.append(bar.end) }
      lane = min(lane, free.count - 1)
      free[lane] = bar.end
      text += self.bar(bar, y: y + 4 + lane * (Self.laneHeight + 1), height: Self.laneHeight)
    }
    let first = bars.map(\.begin).min() ?? timeline.start
    let last = bars.map(\.end).max() ?? timeline.end
    text += duration(last - first, y + 14)
    y += max(Self.headingHeight, free.count * (Self.laneHeight + 1) + 14)
    return text
  }

  private func label(
    _ text: String, _ y: Int, isHeading: Bool, of bar: Timeline.Bar?
  ) -> String {
    let standing = bar.map { story.records[$0.number].standing }
    var kind = isHeading ? "heading" : "name"
    if standing == .failed {
      kind += " failed"
    } else if bar?.isCritical == true {
      kind += " critical"
    }
    let x = isHeading ? 8 : 20
    let shown = text.count > 42 ? text.fitted(to: 42) : text
    return "<text class=\"\(kind)\" x=\"\(x)\" y=\"\(y + (isHeading ? 17 : 14))\">"
      + "\(shown.markup)</text>\n"
  }

  private func duration(_ span: Duration, _ y: Int) -> String {
    #"<text class="took" x="\#(Self.width - 8)" y="\#(y)" text-anchor="end">"#
      + "\(span.brief)</text>\n"
  }

  private func bar(_ bar: Timeline.Bar, y: Int, height: Int) -> String {
    let record = story.records[bar.number]
    let begin = x(bar.begin)
    let length = max(x(bar.end) - begin, 1.5)
    let corner = min(3, length / 2)
    var kind = record.standing.barClass
    if kind == "bad", story.isTolerated(bar.number) { kind = "bad mild" }
    if case .approve? = record.step.control, kind == "done" { kind = "person" }
    if bar.isCritical, kind == "done" { kind = "critical" }
    let title = "\(record.id): \((bar.end - bar.begin).brief)"
    var text =
      "<rect class=\"bar \(kind)\" x=\"\(begin.tenths)\" y=\"\(y)\" width=\"\(length.tenths)\" "
      + "height=\"\(height)\" rx=\"\(corner.tenths)\"><title>\(title.markup)</title></rect>"
    for hold in record.holds.prefix(20) {
      let from = x(hold.lowerBound)
      text +=
        "<rect class=\"hold\" x=\"\(from.tenths)\" y=\"\(y)\" "
        + "width=\"\((x(hold.upperBound) - from).tenths)\" height=\"\(height)\"/>"
    }
    for mishap in record.mishaps.prefix(20) {
      text +=
        "<rect class=\"mishap\" x=\"\((x(mishap) - 1).tenths)\" y=\"\(y - 1)\" width=\"2\" "
        + "height=\"\(height + 2)\"/>"
    }
    return text + "\n"
  }
}

extension StepStanding {
  /// The class of its bar.
  fileprivate var barClass: String {
    switch self {
    case .failed: "bad"
    case .waiting: "person"
    case .running, .again, .expanded, .retrying, .inDoubt: "open"
    default: "done"
    }
  }
}

extension Double {
  /// The number with one decimal place.
  fileprivate var tenths: String {
    let tenths = Int((self * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}

extension String {
  /// The text as it is written in SVG and HTML.
  var markup: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\n", "\t": text.unicodeScalars.append(scalar)
      default: if scalar.value >= 32 { text.unicodeScalars.append(scalar) }
      }
    }
    return text
  }
}

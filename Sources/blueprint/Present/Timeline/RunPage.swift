import BlueprintEngine
import BlueprintModel

/// One HTML file about a run: summary, failures, timeline, steps. It needs nothing from elsewhere
/// and no script.
struct RunPage {
  let story: RunStory
  /// The run's record, for who and when.
  let record: RunRecord
  let now: Timestamp

  /// Failures that are shown in full; more would push everything else out of sight.
  private static let mostCards = 12

  private var timeline: Timeline { Timeline(story, at: now) }

  /// The page.
  var html: String {
    let title = "\(story.plan.operation.text) \(story.plan.deployment)"
    return """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title.markup) · \(story.run)</title>
      <style>\(TimelineDrawing.colours)\(TimelineDrawing.shapes)\(Self.layout)</style>
      </head><body><main>
      \(header(title))\(tiles)\(failures)\(waits)
      <section><h2>Timeline</h2>\(legend)
      <div class="wide">\(TimelineDrawing(timeline: timeline).svg(standalone: false))</div></section>
      \(chain)\(RunPageSteps(story: story, now: now).html)\(outputs)
      <footer>blueprint \(Version.text), \(now.readableUTC)</footer>
      </main></body></html>

      """
  }

  private func header(_ title: String) -> String {
    let standing = RunStanding(record, story, at: now)
    return """
      <header><h1>\(title.markup) <span class="pill \(pill)">\(standing.text.markup)</span></h1>
      <p class="meta"><code>\(story.run)</code>, asked for by \(record.createdBy.markup) on \
      \(record.createdAt.readableUTC); plan <code>\(record.plan.description.prefix(12))</code>\
      \(story.plan.revision.map { ", revision \($0.number)" } ?? ""); on a failure: \
      \(story.settings.policy.rawValue)\
      \(story.settings.deadline.map { ", deadline \($0.readableUTC)" } ?? "")</p></header>

      """
  }

  private var pill: String {
    switch story.result {
    case .succeeded: "good"
    case .failed, .rolledBack, .rollbackFailed: "bad"
    case .cancelled, nil: "open"
    }
  }

  private var tiles: String {
    let tally = story.tally
    var tiles: [(String, String, String)] = [
      ("\(story.done)/\(story.total)", "steps done", ""),
      (story.elapsed(at: now).brief, "in all", ""),
    ]
    if tally.failed > 0 { tiles.append(("\(tally.failed)", "failed", "bad")) }
    if tally.retried > 0 { tiles.append(("\(tally.retried)", "tried more than once", "open")) }
    if tally.skipped > 0 { tiles.append(("\(tally.skipped)", "never begun", "")) }
    if tally.omitted > 0 { tiles.append(("\(tally.omitted)", "left out", "")) }
    if tally.undone > 0 { tiles.append(("\(tally.undone)", "undone", "open")) }
    if let slowest = story.slowest(1).first {
      tiles.append((slowest.duration.brief, "slowest: \(slowest.step)", ""))
    }
    let items = tiles.map { value, name, kind in
      "<li class=\"\(kind)\"><b>\(value.markup)</b><span>\(name.markup)</span></li>"
    }
    return "<ul class=\"tiles\">\(items.joined())</ul>\n"
  }

  private var failures: String {
    let numbers = story.seriousFailures
    guard !numbers.isEmpty else { return "" }
    let cards = numbers.prefix(Self.mostCards).map { number in
      let lines = FailureText(story: story, number: number).lines(style: Style(enabled: false))
      let id = story.records[number].id.description.markup
      return "<article class=\"failure\"><h3>\(id)</h3>"
        + "<pre>\(lines.joined(separator: "\n").markup)</pre></article>\n"
    }
    let left = numbers.count - cards.count
    let more = left > 0 ? "<p class=\"soft\">… and \(left) more, among the steps below</p>" : ""
    return "<section><h2>Failures</h2>\n\(cards.joined())\(more)</section>\n"
  }

  private var waits: String {
    guard story.result == nil, !story.nextCommands.isEmpty else { return "" }
    let commands = story.nextCommands.map { "<code>\($0.markup)</code>" }.joined(separator: "<br>")
    return "<section class=\"next\"><h2>It goes on with</h2><p>\(commands)</p></section>\n"
  }

  private var legend: String {
    let kinds = [
      ("critical", "critical path"), ("done", "done"), ("open", "under way"),
      ("person", "waits for a person"), ("bad", "failed; a stroke: an attempt that failed"),
    ]
    return "<p class=\"legend\">"
      + kinds.map { "<span><i class=\"\($0)\"></i>\($1)</span>" }.joined() + "</p>\n"
  }

  private var chain: String {
    let bars = timeline.critical
    guard bars.count > 1 else { return "" }
    let work = bars.reduce(Duration.zero) { $0 + ($1.end - $1.begin) }
    let total = max(story.elapsed(at: now).milliseconds, 1)
    let rows = bars.map { bar in
      let took = bar.end - bar.begin
      let share = min(100, took.milliseconds * 100 / total)
      return "<li><code>\(story.records[bar.number].id.description.markup)</code>"
        + "<i style=\"width:\(max(share, 1))%\"></i><span>\(took.brief), \(share)%</span></li>"
    }
    return "<details class=\"chain\"\(bars.count <= 30 ? " open" : "")>"
      + "<summary>Critical path <span class=\"soft\">\(bars.count) steps, \(work.brief) at work"
      + " of \(story.elapsed(at: now).brief)</span></summary><ol>"
      + rows.joined(separator: "\n") + "</ol></details>\n"
  }

  private var outputs: String {
    guard !story.outputs.isEmpty else { return "" }
    let rows = story.outputs.map {
      "<tr><td>\($0.name.markup)</td><td>\($0.value.plainText.markup)</td></tr>"
    }
    return "<section><h2>Outputs</h2><table>\(rows.joined(separator: "\n"))</table></section>\n"
  }
}

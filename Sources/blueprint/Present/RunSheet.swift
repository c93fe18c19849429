import BlueprintEngine
import BlueprintModel

/// A run in words: what it is, each step with its reason, and what it comes to.
struct RunSheet {
  let story: RunStory
  let record: RunRecord
  let now: Timestamp

  /// Headings whose steps are all done are folded where there are more steps than this.
  private static let mostSteps = 200

  private var standing: RunStanding { RunStanding(record, story, at: now) }

  /// What the run is.
  func heading(_ style: Style) -> [String] {
    let elapsed = story.elapsed(at: now).brief
    let state = "\(standing.text)\(story.result == nil ? "," : " in") \(elapsed)"
    let coloured =
      switch story.result {
      case .succeeded: style.green(state)
      case .failed, .rolledBack, .rollbackFailed: style.red(state)
      case .cancelled, nil: style.yellow(state)
      }
    let title = style.bold("\(story.plan.operation.text) \(story.plan.deployment)")
    var about = "\(record.createdAt.readableUTC) by \(record.createdBy)"
    about += ", plan \(record.plan.description.prefix(12))"
    if let revision = story.plan.revision { about += ", revision \(revision.number)" }
    if story.settings.policy != .stop { about += ", on error: \(story.settings.policy.rawValue)" }
    if let deadline = story.settings.deadline { about += ", deadline \(deadline.readableUTC)" }
    return ["\(title)  \(coloured)", style.dim("\(story.run)  \(about)"), ""]
  }

  /// The steps, by heading.
  ///
  /// - Parameter columns: what a line may take; nil for as much as it needs.
  func steps(_ style: Style, columns: Int?, all: Bool) -> [String] {
    let critical = Set(CriticalPath(story, at: now).steps)
    let groups = groups
    let count = groups.reduce(0) { $0 + $1.numbers.count }
    let folds = !all && count > Self.mostSteps
    let names = groups.flatMap(\.numbers).map { story.shortName(of: $0).count }
    let width = min(max(12, names.max() ?? 12), (columns ?? 120) * 2 / 5)
    var lines: [String] = []
    var folded = Fold()
    for group in groups {
      let isPlain = group.numbers.allSatisfy {
        story.records[$0].standing == .done && story.records[$0].attempts < 2
      }
      if folds, isPlain, !group.numbers.contains(where: critical.contains) {
        let family = Timeline.family(of: group.title)
        if family != folded.family { lines += folded.end(family, style) }
        folded.add(group.title, group.numbers.count)
        continue
      }
      lines += folded.end("", style)
      lines.append(style.bold(group.title))
      for number in group.numbers {
        let line = line(number, isCritical: critical.contains(number), width: width, style)
        lines.append(columns.map { line.clipped(to: $0) } ?? line)
      }
    }
    return lines + folded.end("", style)
  }

  /// Headings of one family, one after the other, with nothing to say of any.
  private struct Fold {
    private(set) var family = ""
    private var title = ""
    private var headings = 0
    private var steps = 0

    mutating func add(_ title: String, _ count: Int) {
      self.title = title
      headings += 1
      steps += count
    }

    /// Begins with another family. Returns the line for the one before.
    mutating func end(_ next: String, _ style: Style) -> [String] {
      defer { self = Fold(family: next) }
      guard headings > 0 else { return [] }
      let name = headings == 1 ? title : "\(family) × \(headings)"
      let count = steps == 1 ? "1 step done" : "\(steps) steps done"
      return ["\(style.green("✓")) \(name)  \(style.dim(count))"]
    }

    init(family: String = "") { self.family = family }
  }

  private var groups: [(title: String, numbers: [Int])] {
    var groups: [(title: String, numbers: [Int])] = []
    var places: [String: Int] = [:]
    for number in story.ordered {
      let record = story.records[number]
      guard !record.isBarrier, record.standing != .dormant else { continue }
      let title = story.heading(of: number)
      if let place = places[title] {
        groups[place].numbers.append(number)
      } else {
        places[title] = groups.count
        groups.append((title, [number]))
      }
    }
    return groups
  }

  private func line(_ number: Int, isCritical: Bool, width: Int, _ style: Style) -> String {
    let record = story.records[number]
    let mark = isCritical ? style.cyan("◆") : " "
    let sign =
      switch record.standing {
      case .done: style.green(record.standing.sign)
      case .failed: style.red(record.standing.sign)
      case .pending, .dormant, .skipped, .omitted: style.dim(record.standing.sign)
      default: style.yellow(record.standing.sign)
      }
    let start = story.createdAt ?? now
    let took = record.began == nil ? "" : record.took(at: now)?.brief ?? ""
    let began = record.began.map { "+\(max($0 - start, .zero).brief)" } ?? ""
    let attempts = record.attempts > 1 ? "×\(record.attempts)" : ""
    var by = [story.provider(of: record.step), record.step.verb ?? record.step.control?.name]
      .compactMap { $0 }.joined(separator: " ")
    if by.isEmpty, record.step.delay > .zero { by = "wait \(record.step.delay.blueprintText)" }
    let columns = [
      story.shortName(of: number).fitted(to: width), took.fittedRight(to: 7),
      began.fittedRight(to: 8),
      attempts.fitted(to: 3),
    ]
    var text = "\(mark)\(sign) \(columns.joined(separator: " ")) \(by.fitted(to: 22)) "
    text += style.dim(remark(record))
    return text
  }

  private func remark(_ record: StepRecord) -> String {
    switch record.standing {
    case .failed, .retrying: record.failure?.message.firstLine ?? ""
    case .waiting(_, let message): message.firstLine
    case .skipped: "never begun"
    case .omitted: "its condition is false"
    default: record.step.why
    }
  }

  /// What it comes to.
  func ending(_ style: Style) -> [String] {
    let report = RunReport(story: story, elapsed: story.elapsed(at: now))
    let path = CriticalPath(story, at: now).steps
    var lines = [""]
    if path.count > 1 {
      let times = path.compactMap { story.records[$0].took(at: now) }
      let sum = times.reduce(Duration.zero, +)
      lines.append(
        style.dim(
          "◆ critical path: \(path.count) steps, \(sum.brief) at work of \(story.elapsed(at: now).brief)"
        ))
    }
    return lines + report.lines(style: style)
  }

  /// The run for programs.
  var json: Value {
    let critical = CriticalPath(story, at: now).steps
    let marked = Set(critical)
    let report = RunReport(story: story, elapsed: story.elapsed(at: now))
    var map = report.json(exitCode: story.exitCode()).map ?? [:]
    map["created_by"] = .string(record.createdBy)
    map["created_at_ms"] = .integer(record.createdAt.milliseconds)
    map["finished_at_ms"] = record.finishedAt.map { .integer($0.milliseconds) } ?? .null
    map["plan"] = .string(record.plan.description)
    map["revision"] = story.plan.revision.map { .integer($0.number) } ?? .null
    map["settings"] = story.settings.json
    map["standing"] = .string(standing.name)
    map["state"] = .string(standing.text)
    map["critical_path"] = .list(critical.map { .string(story.records[$0].id.description) })
    map["list"] = .list(
      story.ordered.filter { story.records[$0].standing != .dormant }
        .map { json(of: $0, isCritical: marked.contains($0)) })
    return .map(map)
  }

  private func json(of number: Int, isCritical: Bool) -> Value {
    let record = story.records[number]
    var map: ValueMap = [
      "step": .string(record.id.description), "state": .string(record.standing.name),
      "phase": .string(record.step.phase), "attempts": .integer(record.attempts),
      "critical": .boolean(isCritical),
    ]
    if let owner = record.owner { map["within"] = .string(story.records[owner].id.description) }
    if let verb = record.step.verb { map["verb"] = .string(verb) }
    if let control = record.step.control { map["control"] = .string(control.name) }
    if let provider = story.provider(of: record.step) { map["provider"] = .string(provider) }
    if let resource = record.step.resource { map["address"] = .string(resource.description) }
    if !record.step.why.isEmpty { map["why"] = .string(record.step.why) }
    if let began = record.began {
      map["started_at_ms"] = .integer(began.milliseconds)
      map["duration_ms"] = .integer((record.took(at: now) ?? .zero).milliseconds)
    }
    if let failure = record.failure { map["failure"] = failure.json }
    if record.role == .undo { map["undo"] = true }
    return .map(map)
  }
}

extension String {
  /// The text with spaces before it, so that it takes `columns`.
  fileprivate func fittedRight(to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - count)) + self
  }
}

import BlueprintModel

/// What is said when a run has ended or stopped: each failure, counts, the slowest steps, what
/// succeeded anyway, outputs, and the command that goes on.
struct RunReport {
  let story: RunStory
  /// How long it took, for people.
  let elapsed: Duration

  private var plan: Plan { story.plan }

  /// The lines for people.
  func lines(style: Style) -> [String] {
    var lines: [String] = []
    for number in story.seriousFailures {
      lines += FailureText(story: story, number: number).lines(style: style) + [""]
    }
    lines += waitLines(style)
    lines.append(headline(style))
    lines += counts(style) + slowest(style) + anyway(style)
    for output in story.outputs { lines.append("  \(output.name) = \(output.value.plainText)") }
    return lines + next(style)
  }

  private func headline(_ style: Style) -> String {
    let counts =
      "\(story.done)/\(story.total) \(story.total == 1 ? "step" : "steps") in \(elapsed.brief)"
    let what = "\(plan.operation.text) \(plan.deployment)"
    switch story.result {
    case .succeeded: return style.green("✓ \(what): done, \(counts)")
    case .failed:
      let why = story.isOverdue ? "not done by its deadline" : "failed"
      return style.red("✗ \(what): \(why) after \(counts)")
    case .cancelled: return style.yellow("■ \(what): cancelled after \(counts)")
    case .rolledBack: return style.red("↩ \(what): failed and undone, \(counts)")
    case .rollbackFailed:
      return style.red("✗ \(what): failed, and undoing it failed too, \(counts)")
    case nil:
      let why = story.waitsForPerson || story.pausedBy != nil ? "paused" : "stopped"
      return style.yellow("‖ \(what): \(why) after \(counts)")
    }
  }

  /// What is waited for.
  private func waitLines(_ style: Style) -> [String] {
    guard story.result == nil else { return [] }
    return story.underWay.compactMap { number in
      guard case .waiting(let kind, let message) = story.records[number].standing else {
        return nil
      }
      let what = kind == .approval ? "waits for approval" : "is in doubt"
      return style.yellow("‖ \(story.records[number].id) \(what): \(message)")
    }
  }

  /// The counts besides those of the headline, where there are any.
  private func counts(_ style: Style) -> [String] {
    let tally = story.tally
    var parts: [String] = []
    if tally.failed > 0 { parts.append("\(tally.failed) failed") }
    if tally.tolerated > 0 { parts.append("\(tally.tolerated) failed and made good") }
    if tally.skipped > 0 { parts.append("\(tally.skipped) never begun") }
    if tally.omitted > 0 { parts.append("\(tally.omitted) left out") }
    if tally.retried > 0 { parts.append("\(tally.retried) tried more than once") }
    if tally.undone > 0 { parts.append("\(tally.undone) undone") }
    return parts.isEmpty ? [] : [style.dim("  \(parts.joined(separator: ", "))")]
  }

  private func slowest(_ style: Style) -> [String] {
    guard elapsed >= .seconds(5) else { return [] }
    let top = story.slowest(5).filter { $0.duration >= .milliseconds(500) }
    guard !top.isEmpty else { return [] }
    let width = top.map { $0.duration.brief.count }.max() ?? 0
    return top.enumerated().map { place, slow in
      let took = String(repeating: " ", count: width - slow.duration.brief.count)
      let heading = place == 0 ? "slowest: " : "         "
      return style.dim("  \(heading)\(took)\(slow.duration.brief)  \(slow.step)")
    }
  }

  /// What a run that failed did all the same, by heading.
  private func anyway(_ style: Style) -> [String] {
    guard story.result == .failed || story.result == .cancelled, story.done > 0 else { return [] }
    var headings: [String] = []
    var counts: [String: Int] = [:]
    for (number, record) in story.records.enumerated()
    where record.isCounted && record.standing == .done {
      let family = Timeline.family(of: story.heading(of: number))
      if counts[family] == nil { headings.append(family) }
      counts[family, default: 0] += 1
    }
    let shown = headings.prefix(8).map { "\($0) (\(counts[$0] ?? 0))" }
    let more = headings.count > shown.count ? " and \(headings.count - shown.count) more" : ""
    return [style.dim("  done anyway, and stays: \(shown.joined(separator: ", "))\(more)")]
  }

  private func next(_ style: Style) -> [String] {
    let commands = story.nextCommands
    guard let first = commands.first else { return [] }
    switch story.result {
    case .failed, .rolledBack, .rollbackFailed:
      let look = commands.dropFirst().first.map { "; look closer with: \($0)" } ?? ""
      return ["mend it, then: \(first)\(look)"]
    case .cancelled, nil: return commands.map { "go on with: \($0)" }
    case .succeeded: return []
    }
  }

  /// The result for programs.
  func json(exitCode: ExitCode) -> Value {
    let tally = story.tally
    return [
      "run": .string(story.run.description), "seq": .integer(story.sequence),
      "deployment": .string(plan.deployment),
      "operation": .string(plan.operation.kind.rawValue),
      "result": story.result.map { .string($0.rawValue) } ?? .null,
      "steps": [
        "done": .integer(story.done), "total": .integer(story.total),
        "failed": .integer(tally.failed), "tolerated": .integer(tally.tolerated),
        "skipped": .integer(tally.skipped), "omitted": .integer(tally.omitted),
        "retried": .integer(tally.retried), "undone": .integer(tally.undone),
      ],
      "elapsed_ms": .integer(elapsed.milliseconds), "changes": .list(plan.changes.map(\.json)),
      "failures": .list(
        story.seriousFailures.map { FailureText(story: story, number: $0).json }),
      "waiting": .list(
        (story.result == nil ? story.underWay : []).compactMap { number -> Value? in
          guard case .waiting(let kind, let message) = story.records[number].standing else {
            return nil
          }
          return [
            "step": .string(story.records[number].id.description),
            "for": .string(kind.rawValue), "message": .string(message),
          ]
        }),
      "outputs": .map(ValueMap(story.outputs.map { ($0.name, $0.value) })),
      "next": .list(story.nextCommands.map(Value.string)),
      "exit_code": .integer(Int(exitCode.rawValue)),
    ]
  }
}

extension Value {
  /// The value for people: text as it is, everything else as JSON.
  var plainText: String { string ?? canonicalJSON }
}

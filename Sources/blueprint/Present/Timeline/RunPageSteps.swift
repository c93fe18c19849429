import BlueprintModel

/// The steps of a run as tables, one for each heading; where there are many, one
/// for each family of headings.
struct RunPageSteps {
  let story: RunStory
  let now: Timestamp

  /// With more steps than this, they are put together by family and closed.
  private static let mostOpen = 80

  /// The section.
  var html: String {
    let critical = Set(CriticalPath(story, at: now).steps)
    let isLong = story.records.count > Self.mostOpen
    var titles: [String] = []
    var groups: [String: [Int]] = [:]
    for number in story.ordered {
      let record = story.records[number]
      guard !record.isBarrier, record.standing != .dormant else { continue }
      let heading = story.heading(of: number)
      let title = isLong ? Timeline.family(of: heading) : heading
      if groups[title] == nil { titles.append(title) }
      groups[title, default: []].append(number)
    }
    let sections = titles.map { title in
      let numbers = groups[title] ?? []
      let failed = numbers.count { story.records[$0].standing == .failed }
      let rows = numbers.map { row($0, isCritical: critical.contains($0), isLong: isLong) }
      let remark = failed > 0 ? ", <b class=\"bad\">\(failed) failed</b>" : ""
      return """
        <details\(isLong ? "" : " open")><summary>\(title.markup) \
        <span class="soft">\(numbers.count) \(numbers.count == 1 ? "step" : "steps")\
        \(remark)</span></summary>
        <table class="steps"><thead><tr><th></th><th>step</th><th>started</th><th>took</th>\
        <th>by</th><th>why</th></tr></thead><tbody>
        \(rows.joined())</tbody></table></details>

        """
    }
    return "<section><h2>Steps</h2>\n\(sections.joined())</section>\n"
  }

  private func row(_ number: Int, isCritical: Bool, isLong: Bool) -> String {
    let record = story.records[number]
    let name = isLong ? record.id.description : story.shortName(of: number)
    let start = story.createdAt ?? now
    let began = record.began.map { "+\(($0 - start).brief)" } ?? ""
    let took = record.began == nil ? "" : record.took(at: now)?.brief ?? ""
    let attempts = record.attempts > 1 ? " <span class=\"open\">×\(record.attempts)</span>" : ""
    let by = [story.provider(of: record.step), record.step.verb ?? record.step.control?.name]
      .compactMap { $0 }.joined(separator: " ")
    let mark = isCritical ? " <span class=\"mark\" title=\"critical path\">◆</span>" : ""
    return "<tr class=\"\(record.standing.name)\">"
      + "<td class=\"sign\" title=\"\(record.standing.name)\">\(record.standing.sign)</td>"
      + "<td>\(name.markup)\(attempts)\(mark)\(detail(record))</td>"
      + "<td class=\"number\">\(began)</td><td class=\"number\">\(took)</td>"
      + "<td>\(by.markup)</td><td class=\"soft\">\(record.step.why.markup)</td></tr>\n"
  }

  private func detail(_ record: StepRecord) -> String {
    guard let failure = record.failure, record.standing != .done else { return "" }
    let tail = record.tail
    let log = tail.isEmpty ? "" : "<pre>\(tail.joined(separator: "\n").markup)</pre>"
    return "<div class=\"message\">\(failure.message.markup)</div>\(log)"
  }
}

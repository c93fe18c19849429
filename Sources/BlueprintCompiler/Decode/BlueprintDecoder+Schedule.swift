import BlueprintModel

/// The keys of a schedule.
enum ScheduleKey: String, ConstructKey {
  case operation, action, inputs, services, cron, timezone, retain, overlap, jitter, deadline
  case description
  case runsOn = "runs_on"
  case catchUp = "catch_up"

  static let construct = "a schedule"
  static let required: [ScheduleKey] = [.cron]
}

/// The keys of `retain`.
enum RetentionKey: String, ConstructKey {
  case last, hourly, daily, weekly, monthly, yearly

  static let construct = "a retention"
}

extension BlueprintDecoder {
  func schedule(_ member: Fields<BlueprintKey>.Member) -> ScheduleDeclaration {
    let fields = Fields<ScheduleKey>(member.value, at: member.place, log: log)
    let task = fields.exactlyOne(of: [.operation, .action], at: member.place)
    return ScheduleDeclaration(
      name: member.name, place: member.place,
      operation: task == .operation ? fields.choice(.operation, of: ScheduledOperation.self) : nil,
      action: task == .action ? fields.reference(.action) : nil,
      taskPlace: task.flatMap { fields[$0]?.place } ?? member.place,
      inputs: fields.members(.inputs, named: nil).map {
        NamedNode(name: $0.name, place: $0.place, value: $0.value)
      },
      services: fields.references(.services), cron: cron(fields), timezone: timezone(fields),
      runsOn: fields.choice(.runsOn, of: ScheduleRunner.self) ?? .controller,
      runsOnPlace: fields[.runsOn]?.place, retention: retention(fields),
      overlap: fields.choice(.overlap, of: ScheduleOverlap.self) ?? .skip,
      catchUp: fields.boolean(.catchUp) ?? false, jitter: fields.duration(.jitter) ?? .zero,
      deadline: fields.duration(.deadline, minimum: .seconds(1)),
      description: fields.text(.description) ?? "")
  }

  private func cron(_ fields: Fields<ScheduleKey>) -> CronExpression? {
    guard let node = fields.scalarNode(.cron), fields.isLiteral(node, .cron) else { return nil }
    do { return try CronExpression(node.text) } catch {
      log.report(DecodeProblem.badCron(node.text, reason: error.reason), at: node.place)
      return nil
    }
  }

  /// `UTC`, or a name of the time zone database: `Europe/Berlin`.
  private func timezone(_ fields: Fields<ScheduleKey>) -> String {
    guard let name = fields.text(.timezone), let node = fields[.timezone] else { return "UTC" }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    let isName = parts.allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy { byte in
          (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
            || "_+-".utf8.contains(byte)
        }
    }
    if isName, parts.count > 1 || name == "UTC" { return name }
    let problem = DecodeProblem.outOfRange(
      "timezone", wanted: "`UTC` or a place such as `Europe/Berlin`")
    log.report(problem, at: node.place)
    return "UTC"
  }

  private func retention(_ schedule: Fields<ScheduleKey>) -> [RetentionKey: Int] {
    guard let node = schedule[.retain] else { return [:] }
    let place = schedule.place(of: .retain) ?? node.place
    let fields = Fields<RetentionKey>(node, at: place, log: log)
    var kept: [RetentionKey: Int] = [:]
    for key in RetentionKey.allCases {
      kept[key] = fields.integer(key, in: 1...100_000, wanted: "1 or more")
    }
    if kept.isEmpty, node.entries.isEmpty {
      log.report(
        DecodeProblem.outOfRange("retain", wanted: "what to keep, such as `{daily: 7}`"), at: place)
    }
    return kept
  }
}

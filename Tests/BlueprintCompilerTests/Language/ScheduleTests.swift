import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct ScheduleTests {
  @Test func fieldsOfCron() throws {
    let cron = try CronExpression("*/15 9-17/4,23 1,15 jan-mar,12 mon-fri")
    #expect(cron.minutes == [0, 15, 30, 45])
    #expect(cron.hours == [9, 13, 17, 23])
    #expect(cron.days == [1, 15])
    #expect(cron.months == [1, 2, 3, 12])
    #expect(cron.weekdays == [1, 2, 3, 4, 5])
    #expect(cron.isEitherDay)
    #expect(try CronExpression("0 0 * * 7").weekdays == [0])
    #expect(try CronExpression("@daily").hours == [0])
  }

  @Test(arguments: [
    "", "* * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *", "* * * * 8",
    "5-1 * * * *", "*/0 * * * *", "1/2/3 * * * *", "a * * * *", "@often", "0 0 31 2 *",
    "+1 * * * *",
    "1, * * * *",
  ])
  func badTimes(_ text: String) {
    #expect(throws: CronExpression.SyntaxError.self) { try CronExpression(text) }
  }

  @Test func scheduleOfBackups() throws {
    let result = compile(
      """
      blueprint: 1
      name: demo
      targets: {main: {provider: local}}
      machines: {web: {target: main}}
      services:
        api: {on: web, run: serve, backup: {capture: [{run: 'true'}], restore: [{run: 'true'}]}}
      schedules:
        nightly:
          operation: backup
          services: [api]
          cron: "0 2 * * *"
          timezone: Europe/Berlin
          retain: {daily: 7, weekly: 4}
          overlap: queue
          catch_up: true
          jitter: 5m
          deadline: 2h
      """)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    let schedule = try #require(result.application?.schedules.first)
    #expect(schedule.task == .operation("backup"))
    #expect(schedule.retention == ["daily": 7, "weekly": 4])
    #expect(schedule.jitter == .seconds(300))
  }
}

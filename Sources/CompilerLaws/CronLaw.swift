import BlueprintCompiler

/// What holds for every schedule's time: each field is a part of its range, and not empty.
struct CronLaw {
  private let text: String
  private let subject: LawSubject

  init(_ text: String, _ subject: LawSubject) {
    self.text = text
    self.subject = subject
  }

  var breaches: [String] {
    do throws(CronExpression.SyntaxError) {
      let cron = try subject.schedule(text)
      let fields: [(Set<Int>, ClosedRange<Int>)] = [
        (cron.minutes, 0...59), (cron.hours, 0...23), (cron.days, 1...31), (cron.months, 1...12),
        (cron.weekdays, 0...6),
      ]
      let isGood = fields.allSatisfy { values, range in
        !values.isEmpty && values.allSatisfy(range.contains)
      }
      return isGood && cron.text == text ? [] : ["a field is empty or out of its range"]
    } catch {
      return error.reason.isEmpty ? ["it is refused without a reason"] : []
    }
  }
}

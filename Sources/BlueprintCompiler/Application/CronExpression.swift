/// When something happens, in the five fields of `crontab`: minute, hour, day of the month, month,
/// day of the week.
public struct CronExpression: Sendable, Hashable {
  /// Why a text is none.
  public struct SyntaxError: Error, Hashable {
    /// The cause, as it follows a colon.
    public var reason: String
  }

  /// The text as the author wrote it.
  public let text: String
  /// The minutes, 0 to 59.
  public let minutes: Set<Int>
  /// The hours, 0 to 23.
  public let hours: Set<Int>
  /// The days of the month, 1 to 31.
  public let days: Set<Int>
  /// The months, 1 to 12.
  public let months: Set<Int>
  /// The days of the week, 0 (Sunday) to 6.
  public let weekdays: Set<Int>
  /// Whether days of the month and of the week are both restricted: either one is enough then.
  public let isEitherDay: Bool

  private static let shorthands = [
    "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
  ]

  /// The expression `text`: five fields with `*`, `*/n`, `a-b`, `a-b/n`, lists, names of months
  /// and days; or `@hourly @daily @weekly @monthly @yearly`.
  public init(_ text: String) throws(SyntaxError) {
    let expanded = Self.shorthands[text] ?? text
    let fields = expanded.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    guard fields.count == 5 else {
      throw SyntaxError(
        reason: text.hasPrefix("@")
          ? "the words are @hourly, @daily, @weekly, @monthly and @yearly"
          : "it has \(fields.count) fields, and five are needed")
    }
    self.text = text
    minutes = try CronField.minute.values(of: fields[0])
    hours = try CronField.hour.values(of: fields[1])
    days = try CronField.day.values(of: fields[2])
    months = try CronField.month.values(of: fields[3])
    weekdays = Set(try CronField.weekday.values(of: fields[4]).map { $0 % 7 })
    isEitherDay = !fields[2].hasPrefix("*") && !fields[4].hasPrefix("*")
    if !fields[2].hasPrefix("*"), fields[4].hasPrefix("*") { try Self.checkDays(days, months) }
  }

  /// A day that no month has would never come.
  private static func checkDays(_ days: Set<Int>, _ months: Set<Int>) throws(SyntaxError) {
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let longest = months.map { lengths[$0 - 1] }.max() ?? 31
    guard let first = days.min(), first > longest else { return }
    throw SyntaxError(reason: "no such month has a day \(first)")
  }
}

/// One of the five fields.
private struct CronField {
  let name: String
  let range: ClosedRange<Int>
  var names: [String] = []

  static let minute = CronField(name: "minute", range: 0...59)
  static let hour = CronField(name: "hour", range: 0...23)
  static let day = CronField(name: "day of the month", range: 1...31)
  static let month = CronField(
    name: "month", range: 1...12,
    names: [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ])
  static let weekday = CronField(
    name: "day of the week", range: 0...7,
    names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"])

  func values(of text: String) throws(CronExpression.SyntaxError) -> Set<Int> {
    var values: Set<Int> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      values.formUnion(try stretch(String(part)))
    }
    return values
  }

  private func stretch(_ text: String) throws(CronExpression.SyntaxError) -> [Int] {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2 else { throw mistake(text) }
    let step = parts.count == 2 ? Int(parts[1]) : 1
    guard let step, step > 0 else { throw mistake(text) }
    if parts[0] == "*" {
      return Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
    }
    let bounds = parts[0].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard bounds.count <= 2, let first = number(bounds[0]) else { throw mistake(text) }
    let last = bounds.count == 2 ? number(bounds[1]) : parts.count == 2 ? range.upperBound : first
    guard let last, first <= last else { throw mistake(text) }
    return Array(stride(from: first, through: last, by: step))
  }

  private func number(_ text: String) -> Int? {
    if let index = names.firstIndex(of: text.lowercased()) { return range.lowerBound + index }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text) else {
      return nil
    }
    return range.contains(number) ? number : nil
  }

  private func mistake(_ text: String) -> CronExpression.SyntaxError {
    CronExpression.SyntaxError(
      reason: "`\(text)` is no \(name) (\(range.lowerBound) to \(range.upperBound))")
  }
}

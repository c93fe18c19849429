/// A regular expression that is matched in time proportional to the length of the text times the
/// length of the pattern, whatever both are: no text makes it try the same thing twice.
///
/// That leaves out what cannot be matched so: back references and looking around. The rest is as
/// elsewhere: `.` `[a-z]` `[^a-z]` `\d \w \s \b` (of ASCII) and their opposites, `^ $ \A \z`,
/// groups `( ) (?: ) (?<name> )`, `|`, the quantifiers `* + ? {2} {2,} {2,5}` and their lazy forms,
/// and `(?i)`, `(?m)`, `(?s)` at the start. It works on Unicode scalars.
public struct Pattern: Sendable {
  /// The pattern as the author wrote it.
  public let text: String
  /// How many groups it has.
  public let groups: Int
  let program: PatternProgram

  /// The most steps of all matches of a call: the scalars of the text times the weight
  /// of the pattern.
  static let stepLimit = 20_000_000

  /// The pattern `text`.
  public init(_ text: String) throws(PatternError) {
    var parser = PatternParser(text)
    let node = try parser.parse()
    self.text = text
    groups = parser.groups
    program = try PatternProgram(node, groups: parser.groups)
  }

  /// A match: the stretch of the whole, and of each group that took part.
  public struct Match: Sendable, Hashable {
    /// The text of the whole match, and of each group, nil for one that took no part.
    public var texts: [String?]
    /// The stretch of the whole match, in scalars of the text.
    var range: Range<Int>

    /// The first group's text, or that of the whole match if the pattern has no groups.
    public var capture: String? { texts.count > 1 ? texts[1] : texts[0] }
  }

  /// The first match in `text`, as near to its start as can be; nil if there is none.
  ///
  /// - Throws: if the text is too long to be matched with this pattern.
  public func firstMatch(in text: String) throws(PatternError) -> Match? {
    let scalars = Array(text.unicodeScalars)
    try checkLength(scalars)
    var matcher = PatternMatcher(program, scalars)
    return matcher.match(from: 0).map { match($0, in: scalars) }
  }

  /// Whether there is a match in `text`.
  ///
  /// - Throws: if the text is too long to be matched with this pattern.
  public func matches(_ text: String) throws(PatternError) -> Bool {
    try firstMatch(in: text) != nil
  }

  /// All matches in `text` from its start, none within another, and the text between them.
  ///
  /// - Throws: if the text is too long to be matched with this pattern.
  public func replacing(
    in text: String, with replacement: (Match) -> String
  ) throws(PatternError) -> String {
    let scalars = Array(text.unicodeScalars)
    try checkLength(scalars)
    var matcher = PatternMatcher(program, scalars)
    var result = String.UnicodeScalarView()
    var done = 0
    var start = 0
    while start <= scalars.count, let slots = matcher.match(from: start) {
      guard matcher.steps <= Self.stepLimit else { throw .textTooLong }
      let match = match(slots, in: scalars)
      result.append(contentsOf: scalars[done..<match.range.lowerBound])
      result.append(contentsOf: replacement(match).unicodeScalars)
      done = match.range.upperBound
      start = match.range.isEmpty ? done + 1 : done
    }
    result.append(contentsOf: scalars[min(done, scalars.count)...])
    return String(result)
  }

  private func checkLength(_ scalars: [Unicode.Scalar]) throws(PatternError) {
    let (steps, overflow) = scalars.count.multipliedReportingOverflow(
      by: program.weight)
    guard !overflow, steps <= Self.stepLimit else { throw .textTooLong }
  }

  private func match(_ slots: [Int], in scalars: [Unicode.Scalar]) -> Match {
    let texts = stride(from: 0, to: slots.count, by: 2).map { slot -> String? in
      guard slots[slot] >= 0, slots[slot + 1] >= slots[slot] else { return nil }
      return String(String.UnicodeScalarView(scalars[slots[slot]..<slots[slot + 1]]))
    }
    return Match(texts: texts, range: slots[0]..<max(slots[0], slots[1]))
  }
}

/// Why a pattern cannot be read, or not be matched with a text.
public struct PatternError: Error, Sendable, Hashable {
  /// The cause, as it follows a colon.
  public var reason: String

  static let textTooLong = PatternError("the text is too long for this pattern")

  init(_ reason: String) { self.reason = reason }
}

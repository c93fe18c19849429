import BlueprintModel

extension InputConstraints {
  /// What `value` would have to be, as `must …` goes on; nil if it is within all limits.
  func violation(by value: Value) -> String? {
    if !choices.isEmpty, !choices.contains(value) {
      return "be one of \(choices.map(\.shown).joined(separator: ", "))"
    }
    if let minimum, value.isLess(than: minimum) { return "be at least \(minimum.shown)" }
    if let maximum, maximum.isLess(than: value) { return "be at most \(maximum.shown)" }
    if let length = value.length {
      if let minLength, length < minLength { return "have a length of at least \(minLength)" }
      if let maxLength, length > maxLength { return "have a length of at most \(maxLength)" }
    }
    return pattern.flatMap { pattern in value.string.flatMap { Self.violation(by: $0, of: pattern) }
    }
  }

  /// The pattern was read once by the decoder; one that was refused there matches everything.
  private static func violation(by text: String, of pattern: String) -> String? {
    guard let expression = try? Pattern(pattern) else { return nil }
    do throws(PatternError) {
      return try expression.matches(text) ? nil : "match the pattern `\(pattern)`"
    } catch {
      return "match the pattern `\(pattern)`, but it is too long to be tried"
    }
  }
}

extension Value {
  fileprivate var shown: String { "`\(plainForm)`" }

  private var plainForm: String {
    switch self {
    case .string(let text): text
    case .duration(let span): span.blueprintText
    case .size(let size): size.description
    default: canonicalJSON
    }
  }

  fileprivate var length: Int? {
    switch self {
    case .string(let text): text.unicodeScalars.count
    case .list(let elements): elements.count
    case .map(let entries): entries.count
    default: nil
    }
  }

  fileprivate func isLess(than other: Value) -> Bool {
    switch (self, other) {
    case (.integer(let left), .integer(let right)): left < right
    case (.number(let left), .number(let right)): left < right
    case (.duration(let left), .duration(let right)): left < right
    case (.size(let left), .size(let right)): left < right
    default: false
    }
  }
}

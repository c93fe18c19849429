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
    if let pattern, let text = value.string, !Self.matches(text, pattern) {
      return "match the pattern `\(pattern)`"
    }
    return nil
  }

  /// The pattern was read once by the decoder; one that was refused there matches everything.
  private static func matches(_ text: String, _ pattern: String) -> Bool {
    guard let expression = try? Regex(pattern) else { return true }
    return text.firstMatch(of: expression) != nil
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

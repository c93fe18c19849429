import BlueprintModel

/// Puts a template together and keeps its invariants: text is merged, a constant string is text,
/// and several parts of which one expression is left stay a string.
struct SegmentBuilder {
  private var segments: [Template.Segment] = []
  private var text = ""
  private var parts = 0

  mutating func append(_ scalar: Unicode.Scalar) { text.unicodeScalars.append(scalar) }

  mutating func append(_ string: String) {
    parts += 1
    text += string
  }

  mutating func append(_ expression: Expression) {
    if case .string(let constant)? = expression.literal { return append(constant) }
    if case .text(let template) = expression.form { return append(template) }
    parts += 1
    flush()
    segments.append(.expression(expression))
  }

  mutating func append(_ template: Template) {
    for segment in template.segments {
      switch segment {
      case .literal(let string): append(string)
      case .expression(let expression): append(expression)
      }
    }
  }

  mutating func finish() -> [Template.Segment] {
    flush()
    guard parts > 1, segments.count == 1, case .expression(let only)? = segments.first else {
      return segments
    }
    return [.expression(only.asText)]
  }

  private mutating func flush() {
    guard !text.isEmpty else { return }
    segments.append(.literal(text))
    text = ""
  }
}

extension Expression {
  /// The expression as a string.
  fileprivate var asText: Expression {
    if case .call("to_string", _) = form { return self }
    return Expression(.call("to_string", [self]), at: range)
  }
}

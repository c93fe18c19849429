import BlueprintModel

// A chain of definitions that each double the one before would otherwise fill the memory.
extension Value {
  /// The greatest text that an expression may make, in bytes of UTF-8.
  static let maximumText = 16 << 20
  /// The most elements of a list that a function may make.
  static let maximumElements = 1_000_000
}

/// `text`, unless it is too long.
func limited(_ text: String) throws(EvaluationError) -> String {
  guard text.utf8.count <= Value.maximumText else { throw tooLongText }
  return text
}

/// A text that would be too long.
var tooLongText: EvaluationError {
  EvaluationError(.arithmetic, "the text is longer than \(Value.maximumText >> 20)MiB")
}

/// `elements`, unless there are too many.
func limited(_ elements: [Value]) throws(EvaluationError) -> [Value] {
  guard elements.count <= Value.maximumElements else { throw tooLong }
  return elements
}

/// A list that would be too long.
var tooLong: EvaluationError {
  EvaluationError(.arithmetic, "the list has more than \(Value.maximumElements) elements")
}

extension Template {
  /// The most parts that replacing references may give a text.
  private static let maximumSegments = 100_000

  /// Refuses a text that grew too long by replacing references.
  func checkLength() throws(EvaluationError) {
    guard segments.count <= Self.maximumSegments else {
      throw EvaluationError(.tooDeep, "the text has more than \(Self.maximumSegments) parts")
    }
    if let text = literalText { _ = try limited(text) }
  }
}

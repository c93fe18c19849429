import BlueprintModel

/// A mistake of the author, as the pass that found it knows it. Every pass owns one closed enum
/// of them, which holds each message once.
protocol Problem {
  /// The stable code, `BP` and four digits.
  var code: String { get }
  /// What is wrong, one line without a full stop.
  var message: String { get }
  /// The text under the marked stretch of the source line.
  var label: String? { get }
  /// Next steps, best first.
  var help: [String] { get }
}

extension Problem {
  var label: String? { nil }
  var help: [String] { [] }

  /// The message to the author.
  func diagnostic(at place: Place?, notes: [Diagnostic.Note] = []) -> Diagnostic {
    Diagnostic(
      code: code, message, at: place, label: label, notes: notes, help: help)
  }
}

import BlueprintModel

/// A mistake of the author, as the pass that found it knows it. Every pass owns one closed enum
/// of them, which holds each message once.
protocol Problem {
  /// The stable code, `BP` and four digits.
  var code: String { get }
  /// How grave it is.
  var severity: Diagnostic.Severity { get }
  /// What is wrong, one line without a full stop.
  var message: String { get }
  /// The text under the marked stretch of the source line.
  var label: String? { get }
  /// Next steps, best first.
  var help: [String] { get }
  /// What is the same in problems that are one mistake, though it shows in several places; only
  /// problems with the same code can be. Nil if each is a mistake of its own.
  var rootCause: String? { get }
  /// What the author could write instead, best first. They are told of as fixes where the text at
  /// the problem's place can be changed without a doubt about the stretch.
  var corrections: [Correction] { get }
}

extension Problem {
  var severity: Diagnostic.Severity { .error }
  var label: String? { nil }
  var help: [String] { [] }
  var rootCause: String? { nil }
  var corrections: [Correction] { [] }

  /// The message to the author.
  func diagnostic(at place: Place?, notes: [Diagnostic.Note] = []) -> Diagnostic {
    Diagnostic(
      code: code, severity: severity, message, at: place, label: label, notes: notes, help: help)
  }
}

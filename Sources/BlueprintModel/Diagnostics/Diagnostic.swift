/// A located message to the author or operator: code, place, cause, help.
public struct Diagnostic: Sendable, Hashable, Error {
  /// How grave it is; only an error stops the work.
  public enum Severity: String, Sendable, Hashable { case error, warning, note }

  /// The stable code, `BP` and four digits.
  public var code: String
  /// How grave it is.
  public var severity: Severity
  /// What is wrong, one line.
  public var message: String
  /// Where, if it is about a place in a file.
  public var place: Place?
  /// The text under the marked source line.
  public var label: String?
  /// Other places that belong to it.
  public var notes: [Note]
  /// Next steps, best first.
  public var help: [String]
  /// Changes of the text that mend it, best first; at most three.
  public var fixes: [Fix]

  /// A second place, or a remark without one.
  public struct Note: Sendable, Hashable {
    /// Where, if anywhere.
    public var place: Place?
    /// What is to be said of it.
    public var message: String

    /// A note with `message` at `place`.
    public init(_ message: String, at place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  /// A diagnostic with `code` at `place`.
  public init(
    code: String, severity: Severity = .error, _ message: String, at place: Place? = nil,
    label: String? = nil, notes: [Note] = [], help: [String] = [], fixes: [Fix] = []
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.label = label
    self.notes = notes
    self.help = help
    self.fixes = fixes
  }
}

extension Sequence<Diagnostic> {
  /// Whether any of them is an error.
  public var hasErrors: Bool { contains { $0.severity == .error } }
}

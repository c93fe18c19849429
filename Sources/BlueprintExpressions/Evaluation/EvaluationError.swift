import BlueprintModel

/// Why an expression has no value.
public struct EvaluationError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of mistake it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A reference to something that has no value (yet).
    case unresolved
    /// A key that a map does not have, or an index beyond a list's end.
    case notFound
    /// A value of the wrong type.
    case wrongType
    /// A list, map or null where text is made.
    case notText
    /// An overflow, or a division by zero.
    case arithmetic
    /// A function that does not take these arguments.
    case invalidArgument
    /// No such function.
    case unknownFunction
    /// An expression that became too deep by replacing references.
    case tooDeep
    /// A Mustache text that is not well-formed or uses a missing name.
    case mustache
    /// A file that cannot be read; the message is the cause, as it follows a colon.
    case unreadableFile
    /// A file whose path is not known.
    case unknownFile

    /// Whether it counts also where a condition may spare the value: files are read in any case.
    var isAboutFiles: Bool { self == .unreadableFile || self == .unknownFile }
  }

  /// What kind of mistake it is.
  public var kind: Kind
  /// What is wrong, one line. It never holds a value, so that it cannot tell a secret.
  public var message: String
  /// The reference that it is about, if there is one.
  public var reference: Reference?
  /// The path of the file that it is about, if it is about one.
  public var file: String?
  /// Where it is in the template's text, in Unicode scalars, if that is known.
  public var range: Range<Int>?

  /// An error; see the properties for the parameters.
  public init(
    _ kind: Kind, _ message: String, reference: Reference? = nil, file: String? = nil,
    range: Range<Int>? = nil
  ) {
    self.kind = kind
    self.message = message
    self.reference = reference
    self.file = file
    self.range = range
  }

  public var description: String { message }

  /// The error with the place of `expression`, unless it has one already.
  func placed(at expression: Expression) -> EvaluationError {
    guard range == nil, !expression.range.isEmpty else { return self }
    var placed = self
    placed.range = expression.range
    return placed
  }
}

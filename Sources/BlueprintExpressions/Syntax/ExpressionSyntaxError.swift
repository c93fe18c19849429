/// A mistake in the text of an expression.
public struct ExpressionSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, one line.
  public var message: String
  /// The stretch of the template's text, in Unicode scalars from 0.
  public var range: Range<Int>

  /// A mistake at `range`.
  public init(_ message: String, at range: Range<Int>) {
    self.message = message
    self.range = range
  }

  public var description: String { "\(message) (at \(range.lowerBound))" }
}

/// All the mistakes of one template, at least one, at most one for each `${…}`.
public struct ExpressionSyntaxErrors: Error, Sendable, Hashable, CustomStringConvertible {
  /// The mistakes in the order of the text.
  public var errors: [ExpressionSyntaxError]

  /// The mistakes in the order of the text.
  public init(_ errors: [ExpressionSyntaxError]) { self.errors = errors }

  public var description: String { errors.map(\.description).joined(separator: "; ") }
}

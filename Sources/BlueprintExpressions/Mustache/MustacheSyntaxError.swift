import BlueprintModel

/// A mistake in a Mustache text.
public struct MustacheSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, one line.
  public var message: String
  /// Where.
  public var position: SourcePosition

  /// A mistake at `position`.
  public init(_ message: String, at position: SourcePosition) {
    self.message = message
    self.position = position
  }

  public var description: String { "\(position.line):\(position.column): \(message)" }
}

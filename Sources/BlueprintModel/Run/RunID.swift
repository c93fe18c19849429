/// The identity of one execution of a plan: `run-` and 12 hexadecimal digits.
public struct RunID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The identity as text.
  public let description: String

  /// The identity written as `text`.
  public init(_ text: String) { description = text }

  public static func < (left: RunID, right: RunID) -> Bool {
    left.description < right.description
  }
}

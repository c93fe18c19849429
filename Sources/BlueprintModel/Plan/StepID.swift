/// The readable identity of a step in its plan: `services.api[1]/start`.
public struct StepID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The identity as text.
  public let description: String

  /// The identity written as `text`.
  public init(_ text: String) { description = text }

  public static func < (left: StepID, right: StepID) -> Bool {
    left.description < right.description
  }
}

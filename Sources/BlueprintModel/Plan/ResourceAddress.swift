/// The readable address of a resource in a deployment: `machines.web[2]`,
/// `services.api[0].files`.
public struct ResourceAddress: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The address as text.
  public let description: String

  /// The address written as `text`.
  public init(_ text: String) { description = text }

  public static func < (left: ResourceAddress, right: ResourceAddress) -> Bool {
    left.description < right.description
  }
}

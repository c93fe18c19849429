/// The names that an expression may use, with their types.
public struct TypeEnvironment: Sendable, Hashable {
  /// The type of each root name.
  public var names: [String: ExpressionType]

  /// An environment of `names`.
  public init(_ names: [String: ExpressionType] = [:]) { self.names = names }

  /// This environment with other or more names.
  public func adding(_ more: [String: ExpressionType]) -> TypeEnvironment {
    TypeEnvironment(names.merging(more) { _, new in new })
  }
}

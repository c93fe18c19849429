import BlueprintModel

/// Seals what is secret among the things that a run finds out, so that its journal never holds it
/// in clear.
public protocol SecretBox: Sendable {
  /// The sealed form of `value`, as text.
  ///
  /// - Parameter name: what the value is, bound into the seal, so that it cannot be passed off as
  ///   another.
  func seal(_ value: Value, name: String) throws -> String

  /// The value that was sealed under `name`.
  func open(_ sealed: String, name: String) throws -> Value
}

import BlueprintModel

/// Seals what a run captured and nobody may read, so that it can stand in a journal.
///
/// A driver seals the secret outputs of steps before it appends them, and opens them where a later
/// step refers to them. Sealed text stays readable after the key that protects the store was
/// rotated: journals are never written anew.
public protocol SecretBox: Sendable {
  /// The sealed form of `value` as base64 text. It is bound to `name` and to the box's deployment,
  /// so that no other value can be passed off as this one. Sealing the same value twice gives two
  /// texts.
  ///
  /// - Throws: what kept it from being sealed, as an error whose description holds no value.
  func seal(_ value: Value, name: String) throws -> String

  /// The value that ``seal(_:name:)`` was given under this `name`.
  ///
  /// - Throws: if the text was sealed under another name, for another deployment or under a key
  ///   that the box does not have, or was changed since.
  func open(_ sealed: String, name: String) throws -> Value
}

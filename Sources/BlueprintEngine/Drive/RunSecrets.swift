import BlueprintModel

/// The secrets of a deployment in clear, as a driver needs them.
public struct RunSecrets: Sendable {
  /// The values by name; providers get them in the input of steps that refer to them.
  public var values: [String: Value]
  /// A keyed digest of each value by name. It stands in for the value wherever the desired state
  /// is digested, so that nobody can guess a weak secret from a journal.
  public var fingerprints: [String: String]
  /// Values that are not in use any more, and must not be seen all the same.
  public var retired: [Value]
  /// Seals what a run finds out and must not be seen; nil where nothing can be sealed.
  public var box: (any SecretBox)?

  /// Secrets with their fingerprints.
  public init(
    values: [String: Value], fingerprints: [String: String], retired: [Value] = [],
    box: (any SecretBox)? = nil
  ) {
    self.values = values
    self.fingerprints = fingerprints
    self.retired = retired
    self.box = box
  }

  /// No secrets.
  public static let none = RunSecrets(values: [:], fingerprints: [:])
}

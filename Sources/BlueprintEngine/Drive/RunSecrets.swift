import BlueprintModel

/// The secrets of a deployment in clear, as a driver needs them.
public struct RunSecrets: Sendable {
  /// The values by name; providers get them in the input of steps that refer to them.
  public var values: [String: Value]
  /// A keyed digest of each value by name. It stands in for the value wherever the desired state
  /// is digested, so that nobody can guess a weak secret from a journal.
  public var fingerprints: [String: String]

  /// Secrets with their fingerprints.
  public init(values: [String: Value], fingerprints: [String: String]) {
    self.values = values
    self.fingerprints = fingerprints
  }

  /// No secrets.
  public static let none = RunSecrets(values: [:], fingerprints: [:])
}

/// The names under which a store keeps sealed things of a deployment. Those of inputs have neither
/// `/` nor `@`, so that nothing an author can write meets the others.
enum SecretName {
  /// The deployment under which it is kept which deployments have secrets.
  static let registry = "@secrets"
  /// The entry of the registry, which is not sealed: it holds names of deployments.
  static let deployments = "deployments"
  /// The keys that seal what runs capture.
  static let captureKeys = "capture/keys"

  private static let retiredPrefix = "retired/"

  /// Where the earlier values of the secret `name` are.
  static func retired(_ name: String) -> String { retiredPrefix + name }

  /// The secret whose earlier values are under `name`; nil if there are none under it.
  static func secret(ofRetired name: String) -> String? {
    name.hasPrefix(retiredPrefix) ? String(name.dropFirst(retiredPrefix.count)) : nil
  }

  /// Whether `name` is one of a secret itself.
  static func isSecret(_ name: String) -> Bool { !name.contains("/") && !name.contains("@") }
}

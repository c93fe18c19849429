import BlueprintEngine
import BlueprintModel

/// The secrets of one deployment: in clear only in this process's memory.
struct SecretVault {
  private let sealer: Sealer
  private let deployment: String
  /// The values by name.
  private(set) var values: [String: Value] = [:]

  /// The vault with the secrets that `store` holds for `deployment`.
  init(store: any StateStore, sealer: Sealer, deployment: String) async throws {
    self.sealer = sealer
    self.deployment = deployment
    for (name, sealed) in try await store.sealedSecrets(of: deployment) {
      values[name] = try sealer.open(sealed, name: name, deployment: deployment)
    }
  }

  /// Takes new values; they are not stored yet.
  mutating func take(_ new: [String: Value]) { values.merge(new) { $1 } }

  /// Stores the values, sealed.
  func save(to store: any StateStore) async throws {
    guard !values.isEmpty else { return }
    var sealed: [String: [UInt8]] = [:]
    for (name, value) in values {
      sealed[name] = try sealer.seal(value, name: name, deployment: deployment)
    }
    try await store.setSealedSecrets(sealed, of: deployment)
  }

  /// The stand-ins by name.
  var fingerprints: [String: String] {
    var fingerprints: [String: String] = [:]
    for (name, value) in values {
      fingerprints[name] = sealer.fingerprint(of: value, name: name)
    }
    return fingerprints
  }
}

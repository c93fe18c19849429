import BlueprintEngine
import BlueprintModel
import FoundationEssentials

/// Seals what the runs of one deployment capture under a key of the deployment's own, which the
/// store holds sealed.
struct DeploymentSecretBox: SecretBox {
  private let sealer: Sealer
  private let deployment: String

  /// The box of `deployment` with its `keys`.
  init(keys: CaptureKeys, deployment: String) {
    sealer = keys.sealer
    self.deployment = deployment
  }

  func seal(_ value: Value, name: String) throws -> String {
    let sealed = try sealer.seal(Array(value.canonicalJSON.utf8), for: purpose(name))
    return Data(sealed).base64EncodedString()
  }

  func open(_ sealed: String, name: String) throws -> Value {
    guard let bytes = Data(base64Encoded: sealed) else { throw SecretFault.otherKey(name: name) }
    return try Value(jsonBytes: try sealer.open(Array(bytes), for: purpose(name)).text)
  }

  private func purpose(_ name: String) -> String { "\(deployment)/captured/\(name)" }
}

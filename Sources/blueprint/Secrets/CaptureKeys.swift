import BlueprintModel
import FoundationEssentials

/// The keys that seal what the runs of a deployment capture, the newest first. They lie in the
/// store, sealed: so a new key of the store leaves journals readable, which are never written anew.
struct CaptureKeys: Sendable, JSONRepresentable {
  /// The keys; never empty.
  private(set) var newest: SealingKey
  private(set) var earlier: [SealingKey]

  /// A new key alone.
  init() {
    newest = SealingKey()
    earlier = []
  }

  init(json: Value) throws(JSONShapeError) {
    let keys = try json.strings("keys").compactMap { text in
      Data(base64Encoded: text).flatMap { SealingKey(bytes: $0) }
    }
    guard let first = keys.first else { throw JSONShapeError("`keys`: no key") }
    newest = first
    earlier = Array(keys.dropFirst())
  }

  var json: Value {
    [
      "keys": .list(
        ([newest] + earlier).map { .string(Data($0.bytes).base64EncodedString()) })
    ]
  }

  /// These with a new one in front.
  var renewed: CaptureKeys {
    var keys = CaptureKeys()
    keys.earlier = [newest] + earlier
    return keys
  }

  /// What seals and opens with them.
  var sealer: Sealer { Sealer(newest, earlier: earlier) }
}

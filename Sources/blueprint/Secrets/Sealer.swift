import BlueprintModel
import Crypto

/// Seals secrets for the store with AES-GCM under keys that are kept outside of it, and gives them
/// fingerprints by which plans can tell whether a secret changed.
///
/// Sealed bytes are a mark, the number of their key, and the box. Those of earlier versions are the
/// box alone, and are tried with every key.
struct Sealer: Sendable {
  /// The keys, the newest first. What is sealed is sealed under the newest; all of them open.
  let keys: [SealingKey]
  private let newest: SealingKey

  private static let mark = Array("BPS2".utf8)

  /// What was in a box.
  struct Opened {
    var text: [UInt8]
    /// The key that opened it.
    var key: SealingKey
    /// Whether it was sealed by a version that knew only one key.
    var isOld: Bool
  }

  /// A sealer with the key `newest`, which also opens what was sealed under `earlier` ones.
  init(_ newest: SealingKey, earlier: [SealingKey] = []) {
    self.newest = newest
    keys = [newest] + earlier
  }

  /// The sealed form of `text`, which opens for the same `purpose` only.
  func seal(_ text: [UInt8], for purpose: String) throws(SecretFault) -> [UInt8] {
    do {
      let box = try AES.GCM.seal(
        text, using: newest.key, authenticating: Self.mark + newest.id + Array(purpose.utf8))
      guard let combined = box.combined else { throw SecretFault.otherKey(name: purpose) }
      return Self.mark + newest.id + combined
    } catch { throw .otherKey(name: purpose) }
  }

  /// What was sealed for `purpose`.
  func open(_ sealed: [UInt8], for purpose: String) throws(SecretFault) -> Opened {
    let head = Self.mark.count + newest.id.count
    if sealed.starts(with: Self.mark), sealed.count > head {
      let id = sealed[Self.mark.count..<head]
      if let key = keys.first(where: { $0.id.elementsEqual(id) }),
        let text = Self.open(sealed[head...], key, Self.mark + key.id + Array(purpose.utf8))
      {
        return Opened(text: text, key: key, isOld: false)
      }
    }
    for key in keys {
      guard let text = Self.open(sealed[...], key, Array(purpose.utf8)) else { continue }
      return Opened(text: text, key: key, isOld: true)
    }
    throw .otherKey(name: purpose)
  }

  private static func open(
    _ box: ArraySlice<UInt8>, _ key: SealingKey, _ authenticated: [UInt8]
  ) -> [UInt8]? {
    guard let sealed = try? AES.GCM.SealedBox(combined: box),
      let clear = try? AES.GCM.open(sealed, using: key.key, authenticating: authenticated)
    else { return nil }
    return Array(clear)
  }

  /// A stand-in for `value` that tells whether two values are equal, and nothing else without
  /// the key; made under `key`, which is the newest unless another one is named.
  func fingerprint(of value: Value, name: String, under key: SealingKey? = nil) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Array("\(name)=\(value.canonicalJSON)".utf8), using: (key ?? newest).key)
    return "hmac:" + Array(code).hexadecimal
  }
}

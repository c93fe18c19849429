import BlueprintModel
import Crypto

/// Seals secrets for the store with AES-GCM under a key that is kept outside of it, and gives
/// them fingerprints by which plans can tell whether a secret changed.
struct Sealer: Sendable {
  private let key: SymmetricKey

  /// Why a secret cannot be sealed or opened.
  enum Fault: Error {
    /// The key file cannot be read or written.
    case file(Files.Fault)
    /// The key file does not hold 32 bytes.
    case damaged(String)
    /// The secret was sealed under another key.
    case otherKey(name: String)
  }

  /// The sealer whose key is in the file at `path`, which is made, readable by its owner only,
  /// if it does not exist.
  init(keyFile path: String) throws(Fault) {
    do {
      if !Files.exists(path) {
        let fresh = SymmetricKey(size: .bits256)
        try Files.write(fresh.withUnsafeBytes { Array($0) }, to: path, mode: 0o600)
      }
      let bytes = try Files.read(path)
      guard bytes.count == 32 else { throw Fault.damaged(path) }
      key = SymmetricKey(data: bytes)
    } catch let fault as Fault {
      throw fault
    } catch let fault as Files.Fault {
      throw .file(fault)
    } catch {
      throw .damaged(path)
    }
  }

  /// The sealed form of `value`; bound to its name and deployment, so that it cannot be passed
  /// off as another.
  func seal(_ value: Value, name: String, deployment: String) throws(Fault) -> [UInt8] {
    do {
      let box = try AES.GCM.seal(
        Array(value.canonicalJSON.utf8), using: key,
        authenticating: Array("\(deployment)/\(name)".utf8))
      guard let combined = box.combined else { throw Fault.otherKey(name: name) }
      return Array(combined)
    } catch { throw .otherKey(name: name) }
  }

  /// The value that was sealed.
  func open(_ sealed: [UInt8], name: String, deployment: String) throws(Fault) -> Value {
    do {
      let clear = try AES.GCM.open(
        AES.GCM.SealedBox(combined: sealed), using: key,
        authenticating: Array("\(deployment)/\(name)".utf8))
      return try Value(jsonText: String(decoding: clear, as: UTF8.self))
    } catch { throw .otherKey(name: name) }
  }

  /// A stand-in for `value` that tells whether two values are equal, and nothing else without
  /// the key.
  func fingerprint(of value: Value, name: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Array("\(name)=\(value.canonicalJSON)".utf8), using: key)
    return "hmac:"
      + code.map { byte in
        let text = String(byte, radix: 16)
        return text.count == 1 ? "0" + text : text
      }.joined()
  }
}

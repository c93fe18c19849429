import BlueprintModel
import ProviderKit

extension InputReader {
  /// The required backup id `id`: a name that is one plain path component.
  func backupID() throws(Failure) -> String {
    let id = try string("id")
    let plain = id.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
      default: "._-+:@".utf8.contains(byte)
      }
    }
    guard plain, !id.isEmpty, !id.hasPrefix("."), id.utf8.count <= 200 else {
      throw mistake(
        at: "id", "expected letters, digits and `._-+:@`, not first a dot, found `\(id)`")
    }
    return id
  }
}

import BlueprintModel
import FoundationEssentials
import Glibc

/// The file of the keys that seal a store's secrets: one for its owner only, kept outside of the
/// store.
///
///     blueprint-keys 1
///     <base64 of the newest key>
///     <base64 of an earlier key>
///
/// One key as 32 bytes, as earlier versions wrote it, is read too.
struct KeyFile: Sendable {
  /// Where it is.
  let path: String

  private static let title = "blueprint-keys 1"

  /// Whether it is there.
  var exists: Bool { Files.exists(path) }

  /// The sealer with the keys of the file, which is made with a new key if it is missing.
  func open() throws(SecretFault) -> Sealer {
    if !exists { try make() }
    return try read()
  }

  /// The sealer with the keys of the file.
  func read() throws(SecretFault) -> Sealer {
    let bytes: [UInt8]
    do {
      try refuseExposed()
      bytes = try Files.read(path, limit: 1 << 20)
    } catch let fault as Files.Fault { throw .file(fault) } catch let fault as SecretFault {
      throw fault
    } catch { throw .damaged(path) }
    let keys = try Self.keys(of: bytes, path)
    guard let newest = keys.first else { throw .damaged(path) }
    return Sealer(newest, earlier: Array(keys.dropFirst()))
  }

  /// Replaces the keys, the newest first. Either the old ones or the new ones are there, at any
  /// moment, and the new ones are on the disk when this returns.
  func write(_ keys: [SealingKey]) throws(SecretFault) {
    do throws(Files.Fault) {
      try Files.write(Self.text(of: keys), to: Files.resolved(path) ?? path, mode: 0o600)
      try syncDirectory()
    } catch { throw .file(error) }
  }

  /// Makes the file with a new key, unless somebody else does at the same moment.
  private func make() throws(SecretFault) {
    let draft = "\(path).\(getpid()).\(UInt32.random(in: 0...UInt32.max))"
    do throws(Files.Fault) {
      try Files.makeDirectory(Files.directory(of: path))
      try Files.write(Self.text(of: [SealingKey()]), to: draft, mode: 0o600)
      defer { unlink(draft) }
      guard link(draft, path) == 0 || errno == EEXIST else { throw Files.Fault(path) }
      try syncDirectory()
    } catch { throw .file(error) }
  }

  private func refuseExposed() throws {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Files.Fault(path) }
    guard status.st_mode & 0o077 == 0 else {
      throw SecretFault.exposed(path, mode: status.st_mode & 0o7777)
    }
  }

  private func syncDirectory() throws(Files.Fault) {
    let directory = Files.directory(of: path)
    let descriptor = Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Files.Fault(directory) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Files.Fault(directory) }
  }

  private static func keys(of bytes: [UInt8], _ path: String) throws(SecretFault) -> [SealingKey] {
    if let key = SealingKey(bytes: bytes) { return [key] }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.first == title else { throw .damaged(path) }
    let keys = lines.dropFirst().compactMap { line in
      Data(base64Encoded: line).flatMap { SealingKey(bytes: $0) }
    }
    guard keys.count == lines.count - 1 else { throw .damaged(path) }
    return keys
  }

  private static func text(of keys: [SealingKey]) -> [UInt8] {
    let lines = [title] + keys.map { Data($0.bytes).base64EncodedString() }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}

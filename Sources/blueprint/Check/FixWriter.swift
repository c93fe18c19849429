import BlueprintCompiler
import BlueprintModel
import Glibc

/// Puts mended texts into their files.
struct FixWriter {
  private static let mark: [UInt8] = [0xef, 0xbb, 0xbf]

  /// The texts as they were when they were checked, by name.
  let originals: [String: Source]

  /// Writes `changed` to the files that they came from, each whole or not at all. A file that was
  /// changed by somebody else meanwhile is left alone.
  func write(_ changed: [String: Source]) throws(CommandFailure) {
    for name in changed.keys.sorted() {
      guard let source = changed[name], let original = originals[name] else { continue }
      try write(source, over: original)
    }
  }

  private func write(_ source: Source, over original: Source) throws(CommandFailure) {
    let path = source.name
    do throws(Files.Fault) {
      let bytes = try Files.read(path)
      let isMarked = bytes.starts(with: Self.mark)
      guard Source(name: path, bytes: bytes).bytes == original.bytes else {
        throw Files.Fault(path, code: ESTALE)
      }
      var status = stat()
      guard stat(path, &status) == 0 else { throw Files.Fault(path) }
      try Files.write(
        (isMarked ? Self.mark : []) + source.bytes, to: Files.resolved(path) ?? path,
        mode: status.st_mode & 0o777)
    } catch {
      let reason = error.code == ESTALE ? "it was changed meanwhile" : error.reason
      throw CommandFailure(.failed, code: "BP0947", "`\(path)` cannot be fixed: \(reason)")
    }
  }
}

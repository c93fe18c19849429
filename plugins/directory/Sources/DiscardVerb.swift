import BlueprintModel
import Glibc
import ProviderKit

/// `backup.discard`: removes a staging directory. One that is gone already is done.
enum DiscardVerb {
  @Sendable static func perform(
    _ input: InputReader, _ context: VerbContext
  ) throws(Failure) -> ValueMap {
    let staging = try input.absolutePath("staging")
    guard let kind = try FileTree.kind(of: staging) else { return [:] }
    guard kind == .directory else {
      throw input.mistake(at: "staging", "`\(staging)` is not a directory")
    }
    for node in try FileTree.nodes(below: staging).reversed() {
      try context.check()
      try remove("\(staging)/\(node.path)", isDirectory: node.kind == .directory)
    }
    try remove("\(staging)/\(BackupManifest.fileName)", isDirectory: false)
    try remove(staging, isDirectory: true)
    return [:]
  }

  private static func remove(_ path: String, isDirectory: Bool) throws(Failure) {
    let result = isDirectory ? rmdir(path) : unlink(path)
    guard result == 0 || errno == ENOENT else { throw .system("remove", path) }
  }
}

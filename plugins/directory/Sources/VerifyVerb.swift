import BlueprintModel
import ProviderKit

/// `backup.verify`: compares a sealed backup with its manifest, byte for byte.
enum VerifyVerb {
  @Sendable static func perform(
    _ input: InputReader, _ context: VerbContext
  ) throws(Failure) -> ValueMap {
    let store = BackupStore(directory: try input.absolutePath("repository"))
    let id = try input.backupID()
    guard let manifest = try store.manifest(of: id) else {
      throw Failure(
        .permanent, code: "backup_not_found",
        "there is no backup `\(id)` in `\(store.directory)`", changed: .no)
    }
    let problems = try problems(of: manifest, at: store.path(id), context)
    guard problems.isEmpty else { throw BackupStore.corrupt(id, problems) }
    return manifest.outputs
  }

  private static func problems(
    of manifest: BackupManifest, at root: String, _ context: VerbContext
  ) throws(Failure) -> [String] {
    var extra = Set(try FileTree.nodes(below: root).map(\.path))
    var problems: [String] = []
    for entry in manifest.entries {
      try context.check()
      extra.remove(entry.path)
      if let problem = try problem(of: entry, at: "\(root)/\(entry.path)", context) {
        problems.append("\(entry.path): \(problem)")
      }
    }
    return problems + extra.sorted().map { "\($0): not part of the backup" }
  }

  private static func problem(
    of entry: BackupEntry, at path: String, _ context: VerbContext
  ) throws(Failure) -> String? {
    let kind = try FileTree.kind(of: path)
    switch (entry.content, kind) {
    case (_, nil): return "missing"
    case (.file(let bytes, let sha256), .file?):
      let found = try OpenFile(path).measure(context)
      guard found.bytes == bytes else { return "\(found.bytes) bytes instead of \(bytes)" }
      return found.sha256 == sha256 ? nil : "another SHA-256"
    case (.directory, .directory?): return nil
    case (.link(let target), .link?):
      return try FileTree.target(ofLink: path) == target ? nil : "points elsewhere"
    default: return "another kind of file"
    }
  }
}

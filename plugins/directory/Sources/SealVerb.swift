import BlueprintModel
import Glibc
import ProviderKit

/// `backup.seal`: completes the backup in `staging` and gives it its name.
///
/// A second call after a crash finds either the staging directory, and does everything again, or
/// the sealed backup, and is done.
enum SealVerb {
  @Sendable static func perform(
    _ input: InputReader, _ context: VerbContext
  ) throws(Failure) -> ValueMap {
    let store = BackupStore(directory: try input.absolutePath("repository"))
    let id = try input.backupID()
    let staging = try input.absolutePath("staging")
    let details = try input.map("manifest")
    if let sealed = try store.manifest(of: id) { return sealed.outputs }
    guard try FileTree.kind(of: staging) == .directory else {
      throw Failure(
        .permanent, code: "staging_missing", "there is no directory `\(staging)`", changed: .no)
    }
    let manifest = BackupManifest(
      id: id, createdAt: context.now.isoText, details: details,
      entries: try settle(staging, context))
    try write(manifest, into: staging)
    try publish(staging, as: id, in: store)
    context.log("sealed \(id): \(manifest.fileCount) files, \(manifest.bytes) bytes")
    return manifest.outputs
  }

  /// Closes everything in `staging` to others, brings it onto the disk, and measures it.
  private static func settle(
    _ staging: String, _ context: VerbContext
  ) throws(Failure) -> [BackupEntry] {
    var entries: [BackupEntry] = []
    for node in try FileTree.nodes(below: staging) {
      try context.check()
      entries.append(try settle(node, at: "\(staging)/\(node.path)", context))
    }
    return entries
  }

  private static func settle(
    _ node: FileTree.Node, at path: String, _ context: VerbContext
  ) throws(Failure) -> BackupEntry {
    switch node.kind {
    case .file:
      let file = try OpenFile(path)
      try file.setMode(0o600)
      let (bytes, sha256) = try file.measure(context)
      try file.sync()
      return BackupEntry(path: node.path, content: .file(bytes: bytes, sha256: sha256))
    case .directory:
      try syncDirectory(path)
      return BackupEntry(path: node.path, content: .directory)
    case .link:
      return BackupEntry(
        path: node.path, content: .link(target: try FileTree.target(ofLink: path)))
    case .other:
      throw Failure(
        .permanent, code: "unsupported_file",
        "`\(node.path)` is neither a file, a directory nor a link", changed: .unknown)
    }
  }

  private static func syncDirectory(_ path: String) throws(Failure) {
    let directory = try OpenFile(path)
    try directory.setMode(0o700)
    try directory.sync()
  }

  private static func write(
    _ manifest: BackupManifest, into staging: String
  ) throws(Failure) {
    let file = try OpenFile("\(staging)/\(BackupManifest.fileName)", creating: true)
    try file.setMode(0o600)
    try file.write(Array("\(manifest.json.canonicalJSON)\n".utf8))
    try file.sync()
    try syncDirectory(staging)
  }

  /// The moment at which the backup exists. A rename never replaces a directory with content, so
  /// of two that seal the same id one fails here.
  private static func publish(
    _ staging: String, as id: String, in store: BackupStore
  ) throws(Failure) {
    if mkdir(store.directory, 0o700) != 0 && errno != EEXIST {
      throw .system("make", store.directory)
    }
    guard rename(staging, store.path(id)) == 0 else {
      throw .system("move the complete backup to", store.path(id))
    }
    try OpenFile(store.directory).sync()
    let parent = staging[..<(staging.lastIndex(of: "/") ?? staging.endIndex)]
    if !parent.isEmpty { try OpenFile(String(parent)).sync() }
  }
}

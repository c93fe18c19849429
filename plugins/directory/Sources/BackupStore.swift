import BlueprintModel
import Glibc

/// The sealed backups of one repository directory.
struct BackupStore: Sendable {
  /// Absolute.
  let directory: String

  /// Where the backup `id` is once it is sealed.
  func path(_ id: String) -> String { "\(directory)/\(id)" }

  /// The manifest of backup `id`; nil if nothing has that name.
  ///
  /// - Throws: `backup_corrupt` if there is something without a sound manifest.
  func manifest(of id: String) throws(Failure) -> BackupManifest? {
    guard try FileTree.kind(of: path(id)) != nil else { return nil }
    let file = "\(path(id))/\(BackupManifest.fileName)"
    guard try FileTree.kind(of: file) == .file else {
      throw Self.corrupt(id, ["\(BackupManifest.fileName): missing"])
    }
    do {
      let text = String(decoding: try OpenFile(file).contents(), as: UTF8.self)
      return try BackupManifest(json: try Value(jsonText: text))
    } catch let failure as Failure { throw failure } catch {
      throw Self.corrupt(id, ["\(BackupManifest.fileName): \(error)"])
    }
  }

  /// The ids of everything that looks sealed, damaged or not; none if there is no repository.
  func ids() throws(Failure) -> [String] {
    guard try FileTree.kind(of: directory) != nil else { return [] }
    return try FileTree.names(in: directory).filter { !$0.hasPrefix(".") }.sorted()
  }

  /// The failure that names what is wrong with `id`, one line for each thing.
  static func corrupt(_ id: String, _ problems: [String]) -> Failure {
    let shown = problems.prefix(10).joined(separator: "; ")
    let more = problems.count > 10 ? "; and \(problems.count - 10) more" : ""
    return Failure(
      .permanent, code: "backup_corrupt", "backup `\(id)` is damaged: \(shown)\(more)",
      changed: .no, output: Array(problems.prefix(20)),
      help: "restore from another backup; `backup.list` shows the complete ones")
  }
}

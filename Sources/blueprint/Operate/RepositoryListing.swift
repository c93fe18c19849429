import BlueprintModel
import Glibc

/// The complete backups in a repository directory, the newest first.
struct RepositoryListing {
  /// The identities.
  let backups: [String]
  private let directory: String

  init(directory: String) {
    self.directory = directory
    var found: [String] = []
    if let stream = opendir(directory) {
      defer { closedir(stream) }
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if !name.hasPrefix("."), Files.exists("\(directory)/\(name)/manifest.json") {
          found.append(name)
        }
      }
    }
    backups = found.sorted(by: >)
  }

  /// The backup named `name`; `latest` is the newest one that was not taken for safety.
  func find(_ name: String) throws(CommandFailure) -> String {
    if name == "latest", let latest = backups.first(where: { !$0.hasSuffix("-safety") }) {
      return latest
    }
    if backups.contains(name) { return name }
    throw CommandFailure(
      .notFound, code: "BP0808",
      name == "latest" ? "there is no backup yet" : "no backup is named `\(name)`",
      help: [backups.isEmpty ? "make one: blueprint backup" : "see: blueprint backups"])
  }

  /// The manifest of `backup`.
  func manifest(of backup: String) throws(CommandFailure) -> Value {
    let path = "\(directory)/\(backup)/manifest.json"
    do {
      return try Value(jsonText: String(decoding: try Files.read(path), as: UTF8.self))
    } catch {
      throw CommandFailure(
        .verification, code: "BP0809", "the manifest of backup `\(backup)` cannot be read: \(error)"
      )
    }
  }
}

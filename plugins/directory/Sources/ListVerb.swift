import BlueprintModel
import ProviderKit

/// `backup.list`: the complete backups, the newest first.
enum ListVerb {
  @Sendable static func perform(
    _ input: InputReader, _ context: VerbContext
  ) throws(Failure) -> ValueMap {
    let store = BackupStore(directory: try input.absolutePath("repository"))
    var manifests: [BackupManifest] = []
    for id in try store.ids() {
      do throws(Failure) {
        if let manifest = try store.manifest(of: id) { manifests.append(manifest) }
      } catch {
        guard error.code == "backup_corrupt" else { throw error }
        context.log("left out: \(error.message)")
      }
    }
    manifests.sort { ($0.createdAt, $0.id) > ($1.createdAt, $1.id) }
    return ["backups": .list(manifests.map(\.summary))]
  }
}

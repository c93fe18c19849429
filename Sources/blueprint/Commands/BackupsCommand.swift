import ArgumentParser
import BlueprintModel

/// `blueprint backups`.
struct BackupsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backups", abstract: "List the complete backups of a deployment.")

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await runCommand(common) { surroundings throws(CommandFailure) in
      let view = try await DeploymentView.open(common, surroundings)
      let listing = RepositoryListing(
        directory: "\(view.workspace.directory)/backups/\(view.deployment)")
      var manifests: [Value] = []
      for backup in listing.backups { manifests.append(try listing.manifest(of: backup)) }
      if common.output == .json {
        return surroundings.console.result(Value.list(manifests).canonicalJSON)
      }
      var table = Table(["BACKUP", "FILES", "BYTES", "REVISION"])
      for (backup, manifest) in zip(listing.backups, manifests) {
        let files = manifest["files"]?.list ?? []
        let bytes = files.reduce(0) { $0 + ($1["size"]?.integer ?? 0) }
        table.add([
          backup, "\(files.count)", "\(bytes)",
          manifest["revision"]?["number"]?.integer.map(String.init) ?? "-",
        ])
      }
      for line in table.lines { surroundings.console.result(line) }
    }
  }
}

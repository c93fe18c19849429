import BlueprintCompiler
import BlueprintModel
import DirectoryRepository
import LocalProvider

/// The providers that this program serves itself.
enum BundledProvider: String, CaseIterable {
  case local, directory

  /// The text of its `plugin.yaml`.
  var manifestText: String {
    switch self {
    case .local: LocalProvider.manifestText
    case .directory: DirectoryRepositoryManifest.text
    }
  }

  /// Its manifest.
  func manifest() throws(CommandFailure) -> ProviderManifest {
    do { return try ProviderManifest(yaml: manifestText) } catch {
      throw CommandFailure(
        .bug, code: "BP0999", "the manifest of the bundled provider `\(rawValue)`: \(error)")
    }
  }

  /// The provider itself, keeping what it must remember below `stateDirectory`.
  func make(stateDirectory: String) -> any Provider {
    switch self {
    case .local: LocalProvider(directory: stateDirectory)
    case .directory: DirectoryRepository()
    }
  }

  /// The manifests of all bundled providers.
  static func manifests() throws(CommandFailure) -> [ProviderManifest] {
    var manifests: [ProviderManifest] = []
    for provider in allCases { manifests.append(try provider.manifest()) }
    return manifests
  }

  /// The calls that each takes at once.
  static func limits() throws(CommandFailure) -> [String: Int] {
    var limits: [String: Int] = [:]
    for manifest in try manifests() { limits[manifest.name] = manifest.maxParallel }
    return limits
  }
}

import BareMetalProvider
import BlueprintCompiler
import BlueprintModel
import ContainerProvider
import ControllerProvider
import DirectoryRepository
import LocalProvider
import VMProvider

/// The providers that this program knows, and of those it has, serves itself.
enum BundledProvider: String, CaseIterable {
  case local, directory, controller, baremetal, vm, container

  /// The text of its `plugin.yaml`.
  var manifestText: String {
    switch self {
    case .local: LocalProvider.manifestText
    case .directory: DirectoryRepositoryManifest.text
    case .controller: ControllerProvider.manifestText
    case .baremetal: BareMetalManifest.text
    case .vm: VMManifest.text
    case .container: ContainerManifest.text
    }
  }

  /// Its manifest.
  func manifest() throws(CommandFailure) -> ProviderManifest {
    do { return try ProviderManifest(yaml: manifestText) } catch {
      throw CommandFailure(
        .bug, code: "BP0999", "the manifest of the bundled provider `\(rawValue)`: \(error)")
    }
  }

  /// Makes the provider, which keeps what it must remember in the directory that it is given; nil
  /// for one that this version compiles and plans for, but cannot run.
  var maker: (@Sendable (_ stateDirectory: String) -> any Provider)? {
    switch self {
    case .local: { LocalProvider(directory: $0) }
    case .directory: { _ in DirectoryRepository() }
    case .controller: { _ in ControllerProvider() }
    case .baremetal, .vm, .container: nil
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

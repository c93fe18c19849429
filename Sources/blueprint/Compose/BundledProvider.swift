import BareMetalProvider
import BlueprintCompiler
import BlueprintEngine
import BlueprintModel
import ContainerProvider
import ControllerProvider
import DirectoryRepository
import LocalProvider
import SimulatorProvider
import VMProvider

/// The providers that this program knows, and of those it has, serves itself.
enum BundledProvider: String, CaseIterable {
  case local, directory, controller, simulator, baremetal, vm, container

  /// The text of its `plugin.yaml`.
  var manifestText: String {
    switch self {
    case .local: LocalProvider.manifestText
    case .directory: DirectoryRepositoryManifest.text
    case .simulator: SimulatorProvider.manifestText
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
    case .simulator: { SimulatorProvider(directory: $0) }
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

  /// Those that can look up what became of an effect without beginning it.
  static func readingBack() throws(CommandFailure) -> Set<String> {
    Set(try manifests().filter { $0.capabilities.contains("read_back") }.map(\.name))
  }

  /// The calls that each takes at once.
  static func limits() throws(CommandFailure) -> [LimitKey: Int] {
    var limits: [LimitKey: Int] = [:]
    for manifest in try manifests() { limits[.provider(manifest.name)] = manifest.maxParallel }
    return limits
  }

  /// The calls that each takes in a second, if it says.
  static func rates() throws(CommandFailure) -> [LimitKey: Int] {
    var rates: [LimitKey: Int] = [:]
    for manifest in try manifests() { rates[.provider(manifest.name)] = manifest.rate }
    return rates
  }
}

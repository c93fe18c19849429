import BlueprintCompiler
import BlueprintEngine
import BlueprintModel

/// Where a test finds what it works on.
public struct TestWorkbench: Sendable {
  /// The blueprint.
  public var blueprint: Source
  /// Reads the files that the blueprint names.
  public var read: @Sendable (String) throws(FileReadFailure) -> [UInt8]
  /// The providers that there are.
  public var manifests: [ProviderManifest]

  /// A workbench; see the properties for the parameters.
  public init(
    blueprint: Source, manifests: [ProviderManifest],
    read: @escaping @Sendable (String) throws(FileReadFailure) -> [UInt8]
  ) {
    self.blueprint = blueprint
    self.manifests = manifests
    self.read = read
  }
}

extension DriveConfiguration {
  /// How a run with `parallelism` steps at a time is driven on providers with these manifests.
  public init(parallelism: Int, manifests: [ProviderManifest]) {
    let limits = manifests.map { ($0.name, $0.maxParallel) }
    self.init(
      limits: Limits(
        total: parallelism, perProvider: Dictionary(limits, uniquingKeysWith: { $1 })),
      readingBack: Set(manifests.filter { $0.capabilities.contains("read_back") }.map(\.name)))
  }
}

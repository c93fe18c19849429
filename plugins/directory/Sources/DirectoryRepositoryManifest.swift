/// The provider's own account of itself.
public enum DirectoryRepositoryManifest {
  /// The text of the bundled `plugin.yaml`.
  public static var text: String { String(decoding: PackageResources.plugin_yaml, as: UTF8.self) }
}

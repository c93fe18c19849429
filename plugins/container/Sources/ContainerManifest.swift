/// The provider's own account of itself.
public enum ContainerManifest {
  /// The text of `plugin.yaml`.
  public static var text: String { String(decoding: PackageResources.plugin_yaml, as: UTF8.self) }
}

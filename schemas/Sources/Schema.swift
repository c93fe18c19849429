/// The JSON Schemas of this folder, as they were when the program was built.
public enum Schema: String, Sendable, CaseIterable {
  /// The blueprint language.
  case blueprint
  /// A plugin's `plugin.yaml`.
  case pluginManifest = "plugin-manifest"
  /// The messages between the engine and a plugin.
  case pluginProtocol = "plugin-protocol"
  /// Tests of blueprints.
  case test
  /// What `-o jsonl` and `blueprint events` print.
  case eventStream = "event-stream"

  /// The schema's text, byte for byte.
  public var text: String {
    let bytes =
      switch self {
      case .blueprint: PackageResources.blueprint_schema_json
      case .pluginManifest: PackageResources.plugin_manifest_schema_json
      case .pluginProtocol: PackageResources.plugin_protocol_schema_json
      case .test: PackageResources.test_schema_json
      case .eventStream: PackageResources.event_stream_schema_json
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}

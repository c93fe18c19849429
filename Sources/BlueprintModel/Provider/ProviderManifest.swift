/// What a provider says of itself, read from its `plugin.yaml`. The compiler works from it alone.
public struct ProviderManifest: Sendable, Hashable, JSONRepresentable {
  /// The provider's name, as targets use it.
  public var name: String
  /// The plugin's version.
  public var version: String
  /// The protocol version it speaks.
  public var protocolVersion: Int
  /// What it does, in a line.
  public var summary: String
  /// The command that starts it, relative to the manifest; empty for a bundled provider.
  public var command: [String]
  /// The verbs it has.
  public var verbs: Set<String>
  /// The JSON Schema of a target's `settings`.
  public var settingsSchema: Value
  /// Calls it takes at once.
  public var maxParallel: Int

  /// A manifest; see the properties for the parameters.
  public init(
    name: String, version: String, protocolVersion: Int, summary: String, command: [String] = [],
    verbs: Set<String>, settingsSchema: Value = .map([:]), maxParallel: Int = 16
  ) {
    self.name = name
    self.version = version
    self.protocolVersion = protocolVersion
    self.summary = summary
    self.command = command
    self.verbs = verbs
    self.settingsSchema = settingsSchema
    self.maxParallel = maxParallel
  }

  public init(json: Value) throws(JSONShapeError) {
    name = try json.requiredString("name")
    version = try json.requiredString("version")
    protocolVersion = try json.requiredInteger("protocol")
    summary = json["summary"]?.string ?? ""
    command = try json.strings("command")
    verbs = Set(try json.strings("verbs"))
    settingsSchema = json["settings"] ?? .map([:])
    maxParallel = json["capabilities"]?["max_parallel"]?.integer ?? 16
  }

  public var json: Value {
    [
      "name": .string(name), "version": .string(version), "protocol": .integer(protocolVersion),
      "summary": .string(summary), "command": .list(command.map(Value.string)),
      "verbs": .list(verbs.sorted().map(Value.string)), "settings": settingsSchema,
      "capabilities": ["max_parallel": .integer(maxParallel)],
    ]
  }
}

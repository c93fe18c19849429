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
  /// The JSON Schema of a machine group's `settings`.
  public var machineSettingsSchema: Value
  /// The JSON Schema of a service's `settings`.
  public var serviceSettingsSchema: Value
  /// What it can do besides its verbs, by the names of the manifest's schema: `users`,
  /// `schedules`, `power`, ….
  public var capabilities: Set<String>
  /// Calls it takes at once.
  public var maxParallel: Int
  /// Calls of one verb that it takes as one; 1 for none.
  public var maxBatch: Int
  /// Calls that it takes in a second; nil for no limit.
  public var rate: Int?

  /// A manifest; see the properties for the parameters.
  public init(
    name: String, version: String, protocolVersion: Int, summary: String, command: [String] = [],
    verbs: Set<String>, settingsSchema: Value = .map([:]),
    machineSettingsSchema: Value = .map([:]), serviceSettingsSchema: Value = .map([:]),
    capabilities: Set<String> = [], maxParallel: Int = 16, maxBatch: Int = 1, rate: Int? = nil
  ) {
    self.name = name
    self.version = version
    self.protocolVersion = protocolVersion
    self.summary = summary
    self.command = command
    self.verbs = verbs
    self.settingsSchema = settingsSchema
    self.machineSettingsSchema = machineSettingsSchema
    self.serviceSettingsSchema = serviceSettingsSchema
    self.capabilities = capabilities
    self.maxParallel = maxParallel
    self.maxBatch = maxBatch
    self.rate = rate
  }

  public init(json: Value) throws(JSONShapeError) {
    name = try json.requiredString("name")
    version = try json.requiredString("version")
    protocolVersion = try json.requiredInteger("protocol")
    summary = json["summary"]?.string ?? ""
    command = try json.strings("command")
    verbs = Set(try json.strings("verbs"))
    settingsSchema = json["settings"] ?? .map([:])
    machineSettingsSchema = json["machine_settings"] ?? .map([:])
    serviceSettingsSchema = json["service_settings"] ?? .map([:])
    let stated = json["capabilities"]?.map ?? [:]
    capabilities = Set(stated.filter { $0.value == .boolean(true) }.map(\.key))
    maxParallel = stated["max_parallel"]?.integer ?? 16
    maxBatch = stated["max_batch"]?.integer ?? 1
    rate = stated["rate"]?.integer
  }

  public var json: Value {
    var stated: ValueMap = ["max_parallel": .integer(maxParallel)]
    for capability in capabilities { stated[capability] = true }
    if maxBatch > 1 { stated["max_batch"] = .integer(maxBatch) }
    stated.setUnlessEmpty("rate", rate.map(Value.integer))
    var map: ValueMap = [
      "name": .string(name), "version": .string(version), "protocol": .integer(protocolVersion),
      "summary": .string(summary), "command": .list(command.map(Value.string)),
      "verbs": .list(verbs.sorted().map(Value.string)), "settings": settingsSchema,
      "capabilities": .map(stated),
    ]
    map.setUnlessEmpty("machine_settings", machineSettingsSchema)
    map.setUnlessEmpty("service_settings", serviceSettingsSchema)
    return .map(map)
  }
}

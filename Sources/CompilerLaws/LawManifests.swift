import BlueprintModel

/// The providers that there are in the laws: one that can do everything, one that can do little.
enum LawManifests {
  static let all = [
    ProviderManifest(
      name: "local", version: "1.0.0", protocolVersion: 1, summary: "This machine",
      verbs: [
        "machine.ensure", "machine.delete", "packages.ensure", "host.put", "host.get", "host.job",
        "service.ensure", "service.control", "service.delete", "health.wait",
      ],
      settingsSchema: [
        "type": "object", "additionalProperties": false,
        "properties": ["mode": ["type": "string", "enum": ["fast", "safe"]]],
      ]),
    ProviderManifest(
      name: "bare", version: "1.0.0", protocolVersion: 1, summary: "Machines and nothing else",
      verbs: ["machine.ensure", "machine.delete"]),
  ]
}

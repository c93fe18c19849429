import BlueprintCompiler
import BlueprintModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The providers of these tests: one that can do everything, one that can do little.
let testManifests = [
  ProviderManifest(
    name: "local", version: "1.0.0", protocolVersion: 1, summary: "This machine",
    verbs: [
      "machine.ensure", "machine.delete", "packages.ensure", "host.put", "host.get", "host.job",
      "service.ensure", "service.control", "service.delete", "health.wait",
    ],
    settingsSchema: [
      "type": "object", "additionalProperties": false,
      "properties": [
        "network": ["type": "string"], "mode": ["type": "string", "enum": ["fast", "safe"]],
        "pool": [
          "type": "object", "required": ["size"], "properties": ["size": ["type": "integer"]],
        ],
      ],
    ],
    machineSettingsSchema: [
      "type": "object", "additionalProperties": false,
      "properties": ["nested": ["type": "boolean"]],
    ],
    serviceSettingsSchema: [
      "type": "object", "additionalProperties": false,
      "properties": ["read_only": ["type": "boolean"]],
    ]),
  ProviderManifest(
    name: "bare", version: "1.0.0", protocolVersion: 1, summary: "Machines and nothing else",
    verbs: ["machine.ensure", "machine.delete"]),
]

/// Compiles `text` with files from `files`.
func compile(
  _ text: String, profiles: [String] = [], given: [GivenInput] = [], counts: [String: Int] = [:],
  requirements: [String: ValueMap]? = nil, files: [String: String] = [:]
) -> CompileResult {
  Compiler.compile(
    CompileRequest(
      source: Source(name: "blueprint.yaml", text: text),
      fileReader: { path throws(FileReadFailure) in
        guard let text = files[path] else { throw FileReadFailure("no such file") }
        return Array(text.utf8)
      },
      profiles: profiles, givenInputs: given, counts: counts,
      requirements: requirements, manifests: testManifests))
}

/// The diagnostics of `result` as the user sees them.
func rendered(_ result: CompileResult) -> String {
  DiagnosticRenderer(sources: result.sources).text(of: result.diagnostics)
}

/// The folder `Tests/Fixtures`.
let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "Fixtures")

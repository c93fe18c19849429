import BlueprintModel
import Testing

@testable import BlueprintCompiler

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Keeps the JSON Schema for editors and the decoder in step.
@Suite struct SchemaTests {
  private let definitions: Value

  init() throws {
    let root = fixtures.deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "schemas/blueprint.schema.json")
    let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    definitions = try #require(try Value(jsonText: text)["$defs"])
  }

  @Test func everyConstructHasTheDecodersKeys() {
    expect(BlueprintKey.self, "blueprint")
    expect(InputKey.self, "input")
    expect(TargetKey.self, "target")
    expect(MachineKey.self, "machine")
    expect(VolumeKey.self, "volume")
    expect(ServiceKey.self, "service")
    expect(PackageKey.self, "package")
    expect(EndpointKey.self, "endpoint")
    expect(HealthKey.self, "health")
    expect(HTTPProbeKey.self, "http_probe")
    expect(FileKey.self, "file")
    expect(StepKey.self, "step")
    expect(WaitKey.self, "wait")
    expect(UpgradeKey.self, "upgrade")
    expect(BackupKey.self, "backup")
    expect(OutputKey.self, "output")
    #expect(definitions.map?.count == 16)
  }

  @Test func choicesAreTheDecoders() {
    expect(InputType.Name.self, "input", "type")
    expect(EndpointProtocol.self, "endpoint", "protocol")
    expect(ServiceControl.self, "step", "service")
    expect(UpgradeStrategyName.self, "upgrade", "strategy")
  }

  private func expect<Key: ConstructKey>(_ type: Key.Type, _ name: String) {
    let schema = definitions[name]
    #expect(
      Set(schema?["properties"]?.map?.keys ?? []) == Set(Key.allCases.map(\.rawValue)),
      "\(Key.construct)")
    let required = schema?["required"]?.list?.compactMap(\.string) ?? []
    #expect(Set(required) == Set(Key.required.map(\.rawValue)), "\(Key.construct)")
    #expect(schema?["additionalProperties"] == .boolean(name == "target"))
    #expect(Set(Key.unsupported).isDisjoint(with: Key.allCases.map(\.rawValue)))
  }

  private func expect<Choice: CaseIterable & RawRepresentable<String>>(
    _ type: Choice.Type, _ name: String, _ key: String
  ) {
    let choices = definitions[name]?["properties"]?[key]?["enum"]?.list?.compactMap(\.string)
    #expect(Set(choices ?? []) == Set(Choice.allCases.map(\.rawValue)))
  }
}

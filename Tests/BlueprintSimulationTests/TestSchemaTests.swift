import BlueprintModel
import BlueprintSchemas
import Testing

@testable import BlueprintCompiler

/// Keeps the JSON Schema of tests and the decoder in step.
@Suite struct TestSchemaTests {
  private let definitions: Value

  init() throws {
    definitions = try #require(Value(jsonText: Schema.test.text)["$defs"])
  }

  private static let constructs: [(String, any ConstructKey.Type)] = [
    ("test", TestKey.self), ("operation", TestOperationKey.self), ("changes", TestChangesKey.self),
    ("backup", TestBackupKey.self), ("restore", TestRestoreKey.self),
    ("destroy", TestDestroyKey.self), ("action", TestActionKey.self), ("leave", TestLeaveKey.self),
    ("request", TestRequestKey.self), ("fault", FaultKey.self), ("failure", FailKey.self),
    ("distribution", LatencyKey.self), ("stub", StubKey.self), ("expect", TestExpectKey.self),
    ("expected_failure", TestFailureKey.self), ("duration", TestDurationKey.self),
    ("resources", TestResourcesKey.self),
  ]

  @Test func everyConstructHasTheDecodersKeys() {
    for (name, keys) in Self.constructs { expect(keys, name) }
    let objects = (definitions.map ?? [:]).filter { $0.value["type"] == "object" }.map(\.key)
    #expect(Set(objects) == Set(Self.constructs.map(\.0)))
  }

  private func expect<Key: ConstructKey>(_ type: Key.Type, _ name: String) {
    let definition = definitions[name]
    let properties = definition?["properties"]?.map ?? [:]
    #expect(Set(properties.keys) == Set(Key.allCases.map(\.rawValue)), "\(name)")
    #expect(definition?["additionalProperties"] == false)
    let required = definition?["required"]?.list?.compactMap(\.string) ?? []
    #expect(Set(required) == Set(Key.required.map(\.rawValue)), "\(name)")
    for property in properties {
      #expect(property.value["description"]?.string?.isEmpty == false, "\(name).\(property.key)")
    }
  }

  @Test func exclusiveKeysAreTheDecoders() {
    func kinds(_ name: String) -> [String] {
      (definitions[name]?["oneOf"]?.list ?? []).compactMap { $0["required"]?.list?.first?.string }
    }
    #expect(kinds("operation") == TestOperationKey.kinds.map(\.rawValue))
    #expect(kinds("fault") == FaultKey.kinds.map(\.rawValue))
  }

  @Test func choicesAreTheDecoders() {
    expect(TestExpectation.Result.self, "expect", "result")
    expect(FailurePolicy.self, "operation", "on_error")
    expect(TestRequestWord.self, "request", "ask")
    expect(Fault.Part.self, "fault", "lose")
    expect(Fault.Direction.self, "fault", "cut")
    expect(FailureClass.self, "failure", "class")
    expect(FailureChange.self, "failure", "changed")
  }

  private func expect<Choice: CaseIterable & RawRepresentable<String>>(
    _ type: Choice.Type, _ name: String, _ key: String
  ) {
    let choices = definitions[name]?["properties"]?[key]?["enum"]?.list?.compactMap(\.string)
    #expect(Set(choices ?? []) == Set(Choice.allCases.map(\.rawValue)), "\(name).\(key)")
  }
}

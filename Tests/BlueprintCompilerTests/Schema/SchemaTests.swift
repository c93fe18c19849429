import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// Keeps the JSON Schema for editors and the decoder in step.
@Suite struct SchemaTests {
  private let schema = SchemaFile.shared

  /// Every construct of the schema, with the decoder's keys of it.
  static let constructs: [(name: String, keys: any ConstructKey.Type)] = [
    ("blueprint", BlueprintKey.self), ("input", InputKey.self), ("target", TargetKey.self),
    ("template", TemplateKey.self), ("machine", MachineKey.self), ("volume", VolumeKey.self),
    ("service", ServiceKey.self), ("package", PackageKey.self), ("endpoint", EndpointKey.self),
    ("health", HealthKey.self), ("http_probe", HTTPProbeKey.self), ("file", FileKey.self),
    ("step", StepKey.self), ("action", ActionKey.self), ("wait", WaitKey.self),
    ("until", UntilKey.self), ("file_step", FileStepKey.self), ("fetch", FetchKey.self),
    ("http_step", HTTPStepKey.self), ("expect", ExpectKey.self),
    ("machine_step", MachineStepKey.self), ("resize", ResizeKey.self), ("assert", AssertKey.self),
    ("approve", ApproveKey.self), ("call", CallKey.self), ("retry", RetryKey.self),
    ("capture", CaptureKey.self), ("upgrade", UpgradeKey.self), ("backup", BackupKey.self),
    ("output", OutputKey.self), ("type", TypeKey.self), ("spread", SpreadKey.self),
    ("archive", ArchiveKey.self), ("repository", RepositoryKey.self),
    ("requirement", RequirementKey.self), ("policy", PolicyKey.self),
    ("schedule", ScheduleKey.self), ("retention", RetentionKey.self),
  ]

  @Test func everyConstructHasTheDecodersKeys() {
    for construct in Self.constructs { expect(construct.keys, construct.name) }
    #expect(Set(schema.constructs) == Set(Self.constructs.map(\.name)))
  }

  @Test func everyKeyIsDescribed() {
    for construct in schema.constructs {
      #expect(schema.definitions[construct]?["description"] != nil, "\(construct)")
      for key in schema.keys(of: construct) {
        #expect(key.schema["description"]?.text.isEmpty == false, "\(construct).\(key.name)")
      }
    }
  }

  @Test func choicesAreTheDecoders() {
    expect(InputType.Name.self, "input", "type")
    expect(EndpointProtocol.self, "endpoint", "protocol")
    expect(ServiceControl.self, "step", "service")
    expect(UpgradeStrategyName.self, "upgrade", "strategy")
    expect(SpreadMode.self, "spread", "mode")
    expect(PackageManager.self, "repository", "manager")
    expect(PolicySubject.self, "policy", "for")
    expect(PolicyForce.self, "policy", "enforce")
    expect(ScheduledOperation.self, "schedule", "operation")
    expect(ScheduleRunner.self, "schedule", "runs_on")
    expect(ScheduleOverlap.self, "schedule", "overlap")
    expect(Step.Idempotency.self, "step", "idempotency")
    expect(HTTPMethod.self, "http_step", "method")
    expect(CaptureSource.self, "capture", "from")
    expect(InputType.Name.self, "capture", "type")
    expect(BlueprintDecoder.Backoff.self, "retry", "backoff")
  }

  @Test func everyKindTakesTheDecodersModifiers() throws {
    let branches = schema.definitions["step"]?["oneOf"].map { Array($0.elements) } ?? []
    for kind in StepKey.kinds {
      let branch = try #require(
        branches.first { $0["required"]?.elements.first?.text == kind.rawValue })
      let strangers = StepKey.companions.filter { $0.value != kind }.map(\.key)
      let refused = StepKey.modifiers.filter { !kind.allowedModifiers.contains($0) } + strangers
      let found = branch["properties"]?.entries.filter { $0.value.text == "false" }
      #expect(Set(found?.map(\.key.text) ?? []) == Set(refused.map(\.rawValue)), "\(kind)")
      let required = branch["required"]?.elements.dropFirst().map(\.text) ?? []
      #expect(Set(required) == Set(kind.requiredCompanions.map(\.rawValue)), "\(kind)")
    }
    #expect(branches.count == StepKey.kinds.count)
  }

  private func expect<Key: ConstructKey>(_ type: Key.Type, _ name: String) {
    #expect(
      Set(schema.keys(of: name).map(\.name)) == Set(Key.allCases.map(\.rawValue)),
      "\(Key.construct)")
    #expect(Set(schema.required(of: name)) == Set(Key.required.map(\.rawValue)), "\(Key.construct)")
    let isOpen = schema.definitions[name]?["additionalProperties"]?.text
    #expect(isOpen == (name == "target" ? "true" : "false"))
    #expect(Set(Key.unsupported).isDisjoint(with: Key.allCases.map(\.rawValue)))
  }

  private func expect<Choice: CaseIterable & RawRepresentable<String>>(
    _ type: Choice.Type, _ name: String, _ key: String
  ) {
    let choices = schema.value(of: key, in: name)?["enum"]?.elements.map(\.text) ?? []
    #expect(Set(choices) == Set(Choice.allCases.map(\.rawValue)), "\(name).\(key)")
  }
}

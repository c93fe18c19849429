import BlueprintModel
import Testing

@testable import BlueprintCompiler

/// What the language takes at a place.
@Suite struct OfferTests {
  private func offer(_ marked: String) throws -> Offer {
    let text = Marked(marked)
    let source = Source(name: "blueprint.yaml", text: text.text)
    return testSchema.offer(at: Cursor(at: try #require(text.positions.first), in: source))
  }

  @Test func knowsTheKeysOfEveryConstruct() throws {
    #expect(try names("‸") == BlueprintKey.allCases.map(\.rawValue).sorted())
    #expect(try names("services:\n  a:\n    ‸") == ServiceKey.allCases.map(\.rawValue).sorted())
    #expect(
      try names("services:\n  a:\n    health:\n      http: {‸")
        == HTTPProbeKey.allCases.map(\.rawValue).sorted())
    #expect(
      try names("services: {a: {on: b, health: {‸") == HealthKey.allCases.map(\.rawValue).sorted())
    #expect(
      try names("profiles:\n  p:\n    machines:\n      a:\n        ‸")
        == MachineKey.allCases.map(\.rawValue).sorted())
    #expect(
      try names("templates:\n  t:\n    service:\n      endpoints: {a: {‸") == ["port", "protocol"])
    #expect(try names("services:\n  a:\n    env:\n      ‸").isEmpty)
  }

  private func names(_ marked: String) throws -> [String] {
    try offer(marked).keys.map(\.name)
  }

  @Test func knowsWhatIsRequired() throws {
    let keys = try offer("machines:\n  a:\n    ‸").keys
    #expect(keys.filter(\.isRequired).map(\.name) == ["target"])
    #expect(keys.first { $0.name == "volumes" }?.form == .map)
    #expect(keys.first { $0.name == "needs" }?.form == .list)
    #expect(keys.first { $0.name == "image" }?.form == .scalar)
  }

  @Test(arguments: [
    ("services:\n  a:\n    on: ‸", NameRole.machine), ("services:\n  a:\n    needs: [‸", .subject),
    ("services:\n  a:\n    needs:\n      - ‸", .subject),
    ("machines: {a: {target: ‸", .target), ("services: {a: {template: ‸", .template),
    ("services: {a: {health: {tcp: ‸", .endpoint),
    ("services: {a: {health: {http: {endpoint: ‸", .endpoint),
    ("services:\n  a:\n    files:\n      x: {template: ‸", .mustache),
    ("targets:\n  a:\n    provider: ‸", .provider), ("services:\n  a:\n    run: ‸", nil),
    ("profiles: {p: {services: {a: {on: ‸", .machine),
  ])
  func knowsWhatAValueNames(_ marked: String, _ role: NameRole?) throws {
    #expect(try offer(marked).role == role)
  }

  @Test func knowsWords() throws {
    #expect(
      try offer("inputs: {a: {type: ‸").choices.sorted()
        == InputType.Name.allCases.map(\.rawValue).sorted())
    #expect(try offer("machines: {a: {protect: ‸").choices == ["true", "false"])
    #expect(try offer("services: {a: {with: {‸").names == .parameters)
    #expect(try offer("targets: {a: {provider: x, ‸").names == .settings(target: "a"))
    #expect(try offer("profiles: {p: {machines: {‸").names == .section(.machine))
    #expect(try offer("services: {api: {needs: [‸").owner == "services.api")
  }

  @Test func documentsKeys() {
    let path: [Cursor.Step] = [.key("services"), .key("a"), .key("health"), .key("tcp")]
    #expect(testSchema.documentation(of: path)?.construct == "health")
    #expect(testSchema.documentation(of: Array(path.prefix(2))) == nil)
    #expect(testSchema.documentation(of: [.key("profiles"), .key("p"), .key("name")]) != nil)
  }
}

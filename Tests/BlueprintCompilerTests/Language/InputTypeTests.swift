import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct InputTypeTests {
  private static let text = """
    blueprint: 1
    name: demo
    inputs:
      listener:
        type: object
        properties:
          port: integer
          host: {type: string, optional: true}
          tags: {type: list, items: string}
          limits: {type: map, items: {type: object, properties: {soft: integer}}}
        default: {port: 80, tags: [a, b], limits: {files: {soft: 1}}}
    locals:
      port: ${inputs.listener.port + 1}
      soft: ${inputs.listener.limits.files.soft}
    outputs:
      port: {value: "${locals.port}", type: integer}
      host: {value: "${coalesce(inputs.listener.host, \\"none\\")}"}
    """

  @Test func objectsAreTyped() throws {
    let result = compile(Self.text)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    let outputs = try #require(result.application?.outputs)
    #expect(outputs.map(\.value.literal) == [.integer(81), .string("none")])
    let bad = compile(Self.text.replacing("listener.port + 1", with: "listener.prot + 1"))
    #expect(bad.diagnostics.map(\.code) == ["BP0302"])
  }

  @Test(arguments: [
    "{port: 80}", "{port: many, tags: [], limits: {}}", "{port: 80, tags: [], limits: {}, more: 1}",
    "{port: 80, tags: [[a]], limits: {}}", "{port: 80, tags: [], limits: {a: {hard: 1}}}", "[80]",
  ])
  func valuesOfAnotherShape(_ value: String) {
    let given = [GivenInput("listener", .text(value), origin: .variable)]
    #expect(compile(Self.text, given: given).diagnostics.map(\.code) == ["BP0304"])
    let asDefault = Self.text.replacing(
      "{port: 80, tags: [a, b], limits: {files: {soft: 1}}}", with: value)
    #expect(compile(asDefault).diagnostics.map(\.code) == ["BP0304"])
  }

  @Test func valueFromTheCommandLine() throws {
    let given = [
      GivenInput(
        "listener", .text("{port: 8080, host: a, tags: [], limits: {files: {soft: 2}}}"),
        origin: .variable)
    ]
    let result = compile(Self.text, given: given)
    #expect(result.application?.outputs.map(\.value.literal) == [.integer(8081), .string("a")])
  }
}

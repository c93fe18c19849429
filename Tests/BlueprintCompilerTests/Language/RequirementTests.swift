import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct RequirementTests {
  private static let text = """
    blueprint: 1
    name: demo
    targets: {main: {provider: local}}
    machines: {web: {target: main}}
    requires:
      db: {deployment: shared-db, outputs: {url: string, port: {type: integer}}}
    services:
      api:
        on: web
        run: serve
        env: {URL: "${requires.db.outputs.url}", NEXT: "${requires.db.outputs.port + 1}"}
    outputs:
      peer: {value: "${requires.db.outputs.url}", type: string}
    """

  @Test func valuesAreBoundWhereTheyAreKnown() throws {
    let result = compile(
      Self.text, requirements: ["shared-db": ["url": "postgres://x", "port": 5432]])
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    let application = try #require(result.application)
    let environment = application.services[0].environment.map(\.value.literal)
    #expect(environment == [.string("postgres://x"), .string("5433")])
    #expect(application.outputs[0].value.literal == .string("postgres://x"))
    #expect(application.requirements.map(\.deployment) == ["shared-db"])
  }

  @Test func typesAreCheckedWithoutValues() {
    let good = compile(Self.text)
    #expect(good.diagnostics.isEmpty, "\(rendered(good))")
    let bad = compile(
      Self.text.replacing("outputs.port + 1", with: "outputs.url + 1"))
    #expect(bad.diagnostics.map(\.code) == ["BP0302"])
  }

  @Test func whatIsNotThereIsSaid() {
    #expect(compile(Self.text, requirements: [:]).diagnostics.map(\.code) == ["BP0225"])
    let partly = compile(Self.text, requirements: ["shared-db": ["url": "u"]])
    #expect(partly.diagnostics.contains { $0.code == "BP0225" })
    let wrong = compile(
      Self.text, requirements: ["shared-db": ["url": "u", "port": "many"]])
    #expect(wrong.diagnostics.first?.code == "BP0306")
  }

  @Test func namesAreChecked() {
    let result = compile(
      Self.text.replacing("outputs.url}\", NEXT", with: "outputs.ulr}\", NEXT")
        .replacing("value: \"${requires.db.", with: "value: \"${requires.bd."))
    #expect(result.diagnostics.map(\.code) == ["BP0224", "BP0224"], "\(rendered(result))")
  }
}

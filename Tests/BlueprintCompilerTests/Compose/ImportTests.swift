import BlueprintModel
import Testing

@testable import BlueprintCompiler

@Suite struct ImportTests {
  private static let head = """
    blueprint: 1
    name: demo
    targets: {main: {provider: local}}
    machines: {web: {target: main}}

    """

  private static let library = """
    blueprint: 1
    name: library
    imports: {base: nested/base.yaml}
    templates:
      server:
        parameters: {port: {type: integer}}
        service:
          template: base.process
          with: {command: "serve ${parameters.port}"}
          files: {server.conf: {template: server.conf}, plain.conf: {source: nested/plain.conf}}
    """

  private static let files = [
    "lib/server.yaml": library,
    "lib/nested/base.yaml": """
    blueprint: 1
    name: base
    templates:
      process:
        parameters: {command: {type: string}}
        service: {run: "${parameters.command}"}
    """,
    "lib/server.conf": "port {{parameters.port}}\n",
    "lib/nested/plain.conf": "plain\n",
  ]

  @Test func templatesOfImportedFilesFindTheirFiles() throws {
    let result = compile(
      Self.head + """
        imports: {lib: ./lib/server.yaml}
        services:
          api: {on: web, template: lib.server, with: {port: 80}}
        """, files: Self.files)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
    let api = try #require(result.application?.services.first)
    #expect(api.run?.literal == .string("serve 80"))
    #expect(api.files.map(\.path) == ["server.conf", "plain.conf"])
    let names = ["blueprint.yaml"] + Self.files.keys.sorted()
    #expect(result.sources.map(\.name).sorted() == names.sorted())
  }

  @Test func mistakeInAnImportedFileIsShownThere() {
    var files = Self.files
    files["lib/nested/base.yaml"] = """
      blueprint: 1
      name: base
      templates:
        process:
          parameters: {command: {type: string}}
          service: {run: "${parameters.command} ${inputs.word} ${parameters.more}"}
      """
    let result = compile(
      Self.head + """
        imports: {lib: lib/server.yaml}
        inputs: {word: {type: string, default: a}}
        services:
          api: {on: web, template: lib.server, with: {port: 80}}
        """, files: files)
    #expect(result.diagnostics.map(\.code) == ["BP0212", "BP0221"], "\(rendered(result))")
    #expect(result.diagnostics.allSatisfy { $0.place?.file == "lib/nested/base.yaml" })
    #expect(
      result.diagnostics.first?.notes.map(\.message) == [
        "part of the template `base.process`, used here",
        "part of the template `lib.server`, used here",
      ])
  }

  @Test func circleOfImportsIsShown() {
    let result = compile(
      Self.head + "imports: {a: a.yaml}\n",
      files: [
        "a.yaml": "blueprint: 1\nname: a\nimports: {b: b.yaml}\n",
        "b.yaml": "blueprint: 1\nname: b\nimports: {a: a.yaml}\n",
      ])
    #expect(result.diagnostics.map(\.code) == ["BP0403"])
    #expect(
      result.diagnostics.first?.message
        == "these files import each other: a.yaml -> b.yaml -> a.yaml")
    #expect(result.diagnostics.first?.notes.count == 2)
  }

  @Test func oneFileMayBeImportedTwice() {
    let result = compile(
      Self.head + """
        imports: {one: lib/server.yaml, two: lib/server.yaml, base: lib/nested/base.yaml}
        services:
          a: {on: web, template: one.server, with: {port: 80}}
          b: {on: web, template: two.server, with: {port: 81}}
          c: {on: web, template: base.process, with: {command: 'true'}}
        """, files: Self.files)
    #expect(result.diagnostics.isEmpty, "\(rendered(result))")
  }

  @Test func whatCannotBeReadIsSaid() {
    let result = compile(
      Self.head + """
        imports: {none: none.yaml, other: other.yaml, broken: broken.yaml, root: /etc/passwd}
        services:
          a: {on: web, template: none.server}
        """,
      files: ["other.yaml": "blueprint: 2\nname: other\n", "broken.yaml": "a: [\n"])
    #expect(
      result.diagnostics.map(\.code).sorted()
        == ["BP0001", "BP0111", "BP0214", "BP0214"], "\(rendered(result))")
  }
}

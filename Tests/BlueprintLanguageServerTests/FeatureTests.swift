import BlueprintModel
import Testing

@testable import BlueprintLanguageServer

/// Hover, definition, references, highlights and the outline.
@Suite struct FeatureTests {
  private let text = """
    blueprint: 1
    name: shop
    imports: {lib: library.yaml}
    inputs:
      size: {type: integer, default: 2, description: How many}
      key: {type: string, secret: true, default: hush-hush}
    targets: {main: {provider: local}}
    machines:
      web: {target: main, count: "${inputs.size}"}
    services:
      api:
        on: web
        endpoints: {http: {port: 80}}
        run: serve ${upper(self.endpoints.http.address)}
        env: {KEY: "${inputs.key}"}
        files: {a.conf: {template: files/a.mustache}}
      other: {on: web, template: lib.server, with: {word: x}}
    """
  private let library = """
    blueprint: 1
    name: library
    templates:
      server: {parameters: {word: {type: string}}, service: {run: "echo ${parameters.word}"}}
    """

  private func editor() throws -> Editor {
    var editor = try Editor([
      "/project/library.yaml": library,
      "/project/files/a.mustache": "{{inputs.size}} {{self.endpoints.http.port}}",
    ])
    editor.open(text)
    #expect(editor.diagnostics[Editor.main] == [])
    return editor
  }

  private func hover(_ editor: inout Editor, _ word: String, _ offset: Int) throws -> String {
    try editor.ask("textDocument/hover", try editor.at(word, offset))["contents"]?["value"]?.string
      ?? ""
  }

  @Test func hoverShowsTypesAndValues() throws {
    var editor = try editor()
    let size = try hover(&editor, "inputs.size", 8)
    #expect(size.contains("**input** `size`, integer"))
    #expect(size.contains("value: `2`"))
    #expect(size.contains("How many"))
    #expect(try hover(&editor, "on: web", 5).contains("of `main`, 2 instances"))
    #expect(try hover(&editor, "endpoints.http", 11).contains("**endpoint** `http`, tcp, port 80"))
    #expect(try hover(&editor, "upper(", 2).contains("upper(text: string): string"))
    #expect(try hover(&editor, "lib.server", 6).contains("makes a service"))
  }

  @Test func hoverNeverShowsASecret() throws {
    var editor = try editor()
    for place in ["inputs.key", "key: {"] {
      let offset = place.hasPrefix("inputs") ? 8 : 1
      let text = try hover(&editor, place, offset)
      #expect(text.contains("a secret"))
      #expect(!text.contains("hush"))
    }
  }

  @Test func hoverExplainsKeys() throws {
    var editor = try editor()
    for (word, construct) in [
      ("endpoints: {", "service"), ("count:", "machine"), ("provider:", "target"),
      ("inputs:", "blueprint"), ("port:", "endpoint"),
    ] {
      let text = try hover(&editor, word, 2)
      let parts = text.split(separator: "\n", omittingEmptySubsequences: true)
      #expect(parts.first?.hasSuffix("(\(construct))") == true, "\(word): \(text)")
      #expect(parts.count > 1, "\(word) is not documented")
    }
    #expect(try hover(&editor, "serve", 2).isEmpty)
  }

  @Test func definitionLeadsToNamesAndFiles() throws {
    var editor = try editor()
    func target(_ word: String, _ offset: Int) throws -> String {
      let found = try editor.ask("textDocument/definition", try editor.at(word, offset))
      let range = try ClientRange(found["range"])
      let uri = try found.requiredString("uri").replacing("file:///project/", with: "")
      return "\(uri):\(range.start.line):\(range.start.character)"
    }
    #expect(try target("inputs.size", 8) == "blueprint.yaml:4:2")
    #expect(try target("on: web", 4) == "blueprint.yaml:8:2")
    #expect(try target("lib.server", 5) == "library.yaml:3:2")
    #expect(try target("lib.server", 1) == "library.yaml:0:0")
    #expect(try target("library.yaml", 1) == "library.yaml:0:0")
    #expect(try target("a.mustache", 1) == "files/a.mustache:0:0")
    #expect(try target("word: x", 1) == "library.yaml:3:24")
    #expect(try editor.ask("textDocument/definition", try editor.at("serve", 1)) == .null)
  }

  @Test func referencesAndHighlights() throws {
    var editor = try editor()
    let all = try editor.ask(
      "textDocument/references",
      try editor.at("size: {", 1, ["context": ["includeDeclaration": true]]))
    #expect(all.list?.count == 3)
    #expect(all.list?.last?["uri"] == "file:///project/files/a.mustache")
    let uses = try editor.ask(
      "textDocument/references",
      try editor.at("size: {", 1, ["context": ["includeDeclaration": false]]))
    #expect(uses.list?.count == 2)
    let here = try editor.ask("textDocument/documentHighlight", try editor.at("size: {", 1))
    #expect(here.list?.compactMap { $0["kind"]?.integer } == [3, 2])
  }

  @Test func referencesComeFromFilesThatAreNotOpen() throws {
    var editor = try Editor(["/project/blueprint.yaml": text, "/project/library.yaml": library])
    let uri = "file:///project/library.yaml"
    editor.open(library, uri)
    let found = try editor.ask("textDocument/references", try editor.at("word:", 1, uri: uri))
    #expect(
      found.list?.compactMap { $0["uri"]?.string } == [Editor.main, uri, uri])
  }

  @Test func outlineIsATree() throws {
    var editor = try editor()
    let parameters: Value = ["textDocument": ["uri": .string(Editor.main)]]
    let symbols = try editor.ask("textDocument/documentSymbol", parameters).list ?? []
    #expect(
      symbols.compactMap { $0["name"]?.string } == [
        "lib", "size", "key", "main", "web", "api", "other",
      ])
    let api = try #require(symbols.first { $0["name"] == "api" })
    #expect(api["children"]?.list?.first?["name"] == "http")
    for symbol in symbols {
      let range = try ClientRange(symbol["range"])
      let name = try ClientRange(symbol["selectionRange"])
      #expect(range.start.line <= name.start.line && name.end.line <= range.end.line)
    }
  }

  @Test func formattingChangesOnlyTheLinesThatDiffer() throws {
    var editor = try Editor()
    let rough = "blueprint: 1\nname:   shop\ntargets: {main: {provider: local}}\n"
    editor.open(rough)
    let parameters: Value = ["textDocument": ["uri": .string(Editor.main)]]
    let edits = try #require(try editor.ask("textDocument/formatting", parameters).list)
    #expect(edits.count == 1)
    var lines = TextLines(rough)
    for edit in edits {
      #expect(edit["range"]?["start"]?["line"] == 1)
      lines.replace(try ClientRange(edit["range"]), by: try edit.requiredString("newText"))
    }
    let formatted = String(decoding: lines.bytes, as: UTF8.self)
    #expect(formatted.hasPrefix("blueprint: 1\nname: shop\n"))
    editor.replace(formatted)
    #expect(try editor.ask("textDocument/formatting", parameters) == .list([]))
    editor.replace("blueprint: [", version: 3)
    #expect(try editor.ask("textDocument/formatting", parameters) == .null)
  }
}

import BlueprintModel
import Testing

@testable import BlueprintLanguageServer

/// Renaming what is declared, everywhere.
@Suite struct RenameTests {
  private let text = """
    blueprint: 1
    name: shop
    imports: {lib: library.yaml}
    inputs: {size: {type: integer, default: 2}}
    locals: {double: "${inputs.size * 2}"}
    targets: {main: {provider: local}}
    profiles:
      big: {machines: {"db": {protect: true}}, inputs: {size: {default: 4}}}
    machines:
      db: {target: main}
      web: {target: 'main', count: "${inputs.size}"}
    services:
      store: {on: "db", run: sleep 1, endpoints: {sql: {port: 5432}}, health: {tcp: sql}}
      api:
        on: web
        needs: [store, 'db']
        run: |
          echo "${services["store"].endpoints.sql.address}" \\
            ${locals.double} $${services.store}
        files: {a.conf: {template: a.mustache}}
      other: {on: web, template: lib.server, with: {word: "${machines.db.address}"}}
    """
  private let files = [
    "/project/library.yaml": """
    blueprint: 1
    name: library
    templates:
      server: {parameters: {word: {type: string}}, service: {run: "echo ${parameters.word}"}}
    """,
    "/project/a.mustache":
      "{{#services.store.endpoints.sql}}{{port}}{{/services.store.endpoints.sql}} é {{inputs.size}}",
  ]

  /// The texts of all files after renaming, which compile.
  private func renamed(
    _ word: String, _ offset: Int, to name: String
  ) throws -> [String: String] {
    var editor = try Editor(files)
    editor.open(text)
    #expect(editor.diagnostics[Editor.main] == [])
    let parameters = try editor.at(word, offset)
    _ = try editor.ask("textDocument/prepareRename", parameters)
    let edit = try editor.ask(
      "textDocument/rename", try editor.at(word, offset, ["newName": .string(name)]))
    var texts = files
    texts["/project/blueprint.yaml"] = text
    for (path, text) in texts {
      texts[path] = try editor.applying(edit, to: "file://\(path)", from: text)
    }
    var after = try Editor(texts)
    after.open(try #require(texts["/project/blueprint.yaml"]))
    #expect(after.diagnostics.values.allSatisfy { $0.isEmpty }, "\(after.diagnostics)")
    return texts
  }

  @Test func aService() throws {
    let texts = try renamed("store:", 2, to: "database")
    let main = try #require(texts["/project/blueprint.yaml"])
    #expect(
      main
        == text.replacing("store: {on", with: "database: {on")
        .replacing("[store,", with: "[database,")
        .replacing(#"services["store"]"#, with: #"services["database"]"#))
    #expect(
      texts["/project/a.mustache"]
        == files["/project/a.mustache"]?.replacing("store", with: "database"))
  }

  @Test func aMachineGroup() throws {
    let main = try #require(try renamed("machines.db", 10, to: "data-1")["/project/blueprint.yaml"])
    #expect(
      main
        == text.replacing("\"db\"", with: "\"data-1\"").replacing("db: {t", with: "data-1: {t")
        .replacing("'db'", with: "'data-1'").replacing("machines.db", with: "machines.data-1"))
  }

  @Test(arguments: [
    ("size: {type", 1, "how_many", "how_many", 5), ("double:", 1, "twice", "twice", 2),
    ("sql: {", 1, "pg", "pg", 5), ("{main:", 2, "here", "here", 3), ("lib:", 1, "l", "l", 0),
  ])
  func others(_ word: String, _ offset: Int, _ name: String, _ found: String, _ count: Int) throws {
    let texts = try renamed(word, offset, to: name)
    let all = texts.values.joined(separator: "\n")
    if count > 0 { #expect(all.ranges(of: found).count == count) }
    #expect(texts["/project/blueprint.yaml"] != text)
  }

  @Test func aParameterInTwoFiles() throws {
    let texts = try renamed("word: \"", 1, to: "phrase")
    #expect(
      texts["/project/library.yaml"]
        == files["/project/library.yaml"]?.replacing("word", with: "phrase"))
    #expect(
      texts["/project/blueprint.yaml"] == text.replacing("{word:", with: "{phrase:"))
  }

  @Test(arguments: [
    ("api", "store:"), ("Store", "store:"), ("a b", "store:"), ("", "store:"), ("null", "store:"),
    ("no", "store:"), ("a-", "store:"), ("db", "store:"), ("store", "db: {t"),
    ("double", "none"), ("a", "name:"),
  ])
  func isRefused(_ name: String, _ word: String) throws {
    var editor = try Editor(files)
    editor.open(text)
    let place = word == "none" ? "blueprint" : word
    let parameters = try editor.at(place, 1, ["newName": .string(name)])
    #expect(try editor.refusal("textDocument/rename", parameters) == -32_803)
  }

  @Test func isRefusedWhereALineCannotBeRead() throws {
    var editor = try Editor(files)
    editor.open(text + "\n  ${services.store")
    let parameters = try editor.at("store:", 1, ["newName": "database"])
    #expect(try editor.refusal("textDocument/rename", parameters) == -32_803)
    #expect(try editor.ask("textDocument/references", parameters).list?.count == 5)
  }

  @Test func isRefusedForWhatOthersKnow() throws {
    var editor = try Editor()
    editor.open("blueprint: 1\nname: a\noutputs: {url: {value: x}}\n")
    #expect(try editor.refusal("textDocument/prepareRename", try editor.at("url", 1)) == -32_803)
  }
}

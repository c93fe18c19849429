import BlueprintModel
import Testing

@testable import BlueprintLanguageServer

/// Diagnostics while a text is being written, and their fixes.
@Suite struct DiagnosticsTests {
  private let good = """
    blueprint: 1
    name: shop
    targets: {main: {provider: local}}
    machines: {db: {target: main}}
    services:
      store: {on: db, run: sleep 1}
    """

  @Test func comeAndGo() throws {
    var editor = try Editor()
    editor.open(good.replacing("on: db", with: "on: bd"))
    let found = try #require(editor.diagnostics[Editor.main]?.first)
    #expect(found["code"] == "BP0203")
    #expect(
      found["range"]
        == ClientRange(
          start: .init(line: 5, character: 14), end: .init(line: 5, character: 16)
        ).json)
    editor.replace(good)
    #expect(editor.diagnostics[Editor.main]?.count == 1)
    #expect(editor.alarms.map(\.after) == [LanguageServer.pause])
    editor.pause()
    #expect(editor.diagnostics[Editor.main] == [])
  }

  @Test func waitForTheLastOfManyChanges() throws {
    var editor = try Editor()
    editor.open(good)
    for version in 2...5 { editor.replace(good + "\nx\(version): 1", version: version) }
    #expect(editor.alarms.count == 4)
    for alarm in editor.alarms.dropLast() {
      #expect(editor.server.ring(alarm.number).isEmpty)
    }
    editor.pause()
    let messages = editor.diagnostics[Editor.main]?.compactMap { $0["message"]?.string } ?? []
    #expect(messages.count == 1)
    #expect(messages.first?.contains("`x5`") == true)
  }

  @Test func sayTheVersion() throws {
    var editor = try Editor()
    let effects = editor.server.receive(
      .notification(
        method: "textDocument/didOpen",
        parameters: [
          "textDocument": [
            "uri": .string(Editor.main), "version": 7, "text": .string(good + "\nx: 1"),
          ]
        ]))
    guard case .send(let message)? = effects.first else {
      Issue.record("nothing was said")
      return
    }
    #expect(message["params"]?["version"] == 7)
  }

  @Test func leaveOtherFilesAlone() throws {
    var editor = try Editor()
    editor.open("on: push\njobs: {}\n", "file:///project/workflow.yaml")
    editor.open("some text", "file:///project/notes.txt")
    #expect(editor.diagnostics.values.allSatisfy { $0.isEmpty })
    editor.open("blueprint: 1\nnam: x\n", "file:///project/other.yaml")
    #expect(editor.diagnostics["file:///project/other.yaml"]?.isEmpty == false)
  }

  @Test func standInTheImportedFile() throws {
    let library = "blueprint: 1\nname: l\ntemplates:\n  t: {service: {run: \"${self.nam}\"}}\n"
    var editor = try Editor(["/project/lib/l.yaml": library])
    let text = good.replacing("run: sleep 1", with: "template: l.t")
      .replacing("targets:", with: "imports: {l: lib/l.yaml}\ntargets:")
    editor.open(text)
    let uri = "file:///project/lib/l.yaml"
    #expect(editor.diagnostics[uri]?.count == 1)
    #expect(editor.diagnostics[Editor.main]?.count == 0)
    // The open text counts, not the one on disk; and a mistake is told once.
    editor.open(library, uri)
    #expect(editor.diagnostics[uri]?.count == 1)
    editor.replace(library.replacing("self.nam", with: "self.name"), uri)
    editor.pause()
    #expect(editor.diagnostics[uri] == [])
    editor.tell("textDocument/didClose", ["textDocument": ["uri": .string(uri)]])
    #expect(editor.diagnostics[uri]?.count == 1)
    editor.tell("textDocument/didClose", ["textDocument": ["uri": .string(Editor.main)]])
    #expect(editor.diagnostics[uri] == [])
  }

  @Test func haveFixes() throws {
    var editor = try Editor()
    let broken = good.replacing("target: main", with: "tagret: main")
    editor.open(broken)
    let range: Value = [
      "start": ["line": 3, "character": 20], "end": ["line": 3, "character": 20],
    ]
    let actions = try editor.ask(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .string(Editor.main)], "range": range,
        "context": ["diagnostics": []],
      ])
    let edit = try #require(actions.list?.first?["edit"])
    #expect(try editor.applying(edit, to: Editor.main, from: broken) == good)
    let elsewhere = try editor.ask(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .string(Editor.main)],
        "range": ["start": ["line": 0, "character": 0], "end": ["line": 0, "character": 0]],
        "context": ["diagnostics": []],
      ])
    #expect(elsewhere == .list([]))
  }
}

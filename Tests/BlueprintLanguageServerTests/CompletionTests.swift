import BlueprintModel
import Testing

@testable import BlueprintLanguageServer

/// Completion, in texts that do not compile.
@Suite struct CompletionTests {
  private let head = """
    blueprint: 1
    name: shop
    imports: {lib: library.yaml}
    inputs:
      size: {type: integer, default: 2, description: How many}
      key: {type: string, secret: true}
    locals: {double: 4}
    targets: {main: {provider: local}}
    machines:
      db: {target: main}
      web: {target: main, count: 2}
    services:
      store: {on: db, run: sleep 1, endpoints: {sql: {port: 5432}}}

    """
  private let files = [
    "/project/library.yaml": """
    blueprint: 1
    name: library
    templates:
      server:
        parameters: {word: {type: string, description: A word}}
        service: {endpoints: {main: {port: 7}}}
      box: {machine: {memory: 1GiB}}
    """
  ]

  /// The items that can be written at the end of `tail`.
  private func items(_ tail: String) throws -> [Value] {
    var editor = try Editor(files)
    editor.open(head + "  api:\n    on: web\n")
    editor.replace(head + tail)
    let lines = (head + tail).split(separator: "\n", omittingEmptySubsequences: false)
    let position = ClientPosition(
      line: lines.count - 1, character: lines.last?.utf16.count ?? 0)
    let answer = try editor.ask(
      "textDocument/completion",
      ["textDocument": ["uri": .string(Editor.main)], "position": position.json])
    return answer["items"]?.list ?? []
  }

  private func labels(_ tail: String) throws -> [String] {
    try items(tail).compactMap { $0["label"]?.string }
  }

  @Test func keysOfAConstruct() throws {
    let labels = try labels("  api:\n    on: web\n    he")
    #expect(labels.contains("health") && labels.contains("needs"))
    #expect(!labels.contains("on"))
    #expect(try self.labels("  api: {on: web, health: {tcp: a, ").contains("deadline"))
    let health = try items("  api:\n    on: web\n    he").first { $0["label"] == "health" }
    #expect(health?["documentation"]?["value"]?.string?.isEmpty == false)
    #expect(health?["textEdit"]?["range"]?["start"]?["character"] == 4)
  }

  @Test func valuesThatName() throws {
    #expect(try labels("  api:\n    on: ") == ["db", "web"])
    #expect(try labels("  api:\n    on: web\n    needs: [").contains("store"))
    #expect(try labels("  api:\n    on: web\n    needs:\n      - st").contains("store"))
    #expect(!(try labels("  api:\n    on: web\n    needs: [")).contains("api"))
    #expect(try labels("  api:\n    template: ") == ["lib.server"])
    #expect(try labels("  api: {on: web, template: lib.server, with: {") == ["word"])
    #expect(try labels("  store: {on: db, endpoints: {sql: {port: 1}}, health: {tcp: ") == ["sql"])
    #expect(try labels("  api: {endpoints: {a: {protocol: ").sorted() == ["http", "https", "tcp"])
    #expect(try labels("targets: {b: {provider: ") == ["local"])
    #expect(try labels("targets: {other: {provider: local, ") == ["network"])
    #expect(try labels("targets:\n  other:\n    provider: local\n    n") == ["network"])
    #expect(
      try labels("  api:\n    template: lib.server\n    with:\n      w") == ["word"])
    #expect(try labels("profiles: {p: {machines: {").sorted() == ["db", "web"])
  }

  @Test func namesInExpressions() throws {
    #expect(try labels("  api:\n    run: echo ${inputs.") == ["size", "key"])
    #expect(try labels("  api:\n    run: |\n      echo ${inputs.si") == ["size", "key"])
    #expect(try labels("  api:\n    env: {A: \"${locals.").contains("double"))
    #expect(try labels("  api:\n    run: ${services.").contains("store"))
    #expect(try labels("  api:\n    run: ${services.store.").contains("endpoints"))
    #expect(try labels("  api:\n    run: ${services.store.endpoints.") == ["sql"])
    #expect(
      try labels("  api:\n    run: ${services.store.endpoints.sql.") == ["address", "port", "url"])
    #expect(try labels("  api:\n    run: ${machines.web[0].").contains("address"))
    #expect(
      try labels("  mine:\n    on: db\n    endpoints: {a: {port: 1}}\n    run: ${self.endpoints.")
        == ["a"])
    let start = try labels("  api:\n    run: ${")
    #expect(start.contains("self") && start.contains("join") && start.contains("inputs"))
    #expect(!(try labels("outputs: {a: {value: \"${")).contains("self"))
    #expect(try labels("  api:\n    run: ${join(\"in").isEmpty)
    #expect(try labels("  api:\n    run: echo $${in").isEmpty)
    #expect(
      try labels(
        "templates:\n  t:\n    parameters: {p: {type: string}}\n    service:\n"
          + "      run: ${parameters.") == ["p"])
  }

  @Test func itemsReplaceTheWord() throws {
    let item = try #require(
      try items("  api:\n    run: echo ${inputs.si").first { $0["label"] == "size" })
    #expect(item["detail"] == "integer")
    #expect(item["documentation"]?["value"] == "How many")
    let range = try ClientRange(item["textEdit"]?["range"])
    #expect(range.end.character - range.start.character == 2)
    let call = try items("  api:\n    run: ${up").first { $0["label"] == "upper" }
    #expect(call?["detail"] == "upper(text: string): string")
  }

  @Test func nothingInOtherFiles() throws {
    var editor = try Editor()
    let uri = "file:///project/x.yaml"
    editor.open("on: push\n", uri)
    let answer = try editor.ask(
      "textDocument/completion",
      ["textDocument": ["uri": .string(uri)], "position": ["line": 1, "character": 0]])
    #expect(answer["items"] == .list([]))
  }
}

import BlueprintModel
import Foundation
import Testing

/// An author at work in an editor, through the language server.
@Suite struct EditorTests {
  private static let broken = """
    # The shop
    blueprint: 1
    name: shop
    inputs: {greeting: {type: string, default: hello}}
    targets: {main: {provider: local}}
    machines:
      db: {target: main}
      web: {target: main, count: 2}
    services:
      store:
        on: db
        endpoints: {sql: {port: 5432}}
        run: sleep 1000
      api:
        on: web
        needs: [stroe]
        run: |
          echo ${inputs.
          exec sleep 1000

    """

  /// A text in the editor, changed as the server's edits say.
  private struct Text {
    let uri: String
    var text: String
    var version = 1

    var document: Value { ["uri": .string(uri), "version": .integer(version)] }

    func position(behind word: String) throws -> Value {
      let end = try #require(text.range(of: word)?.upperBound, "\(word)")
      let before = text[..<end].split(separator: "\n", omittingEmptySubsequences: false)
      return [
        "line": .integer(before.count - 1), "character": .integer(before.last?.utf16.count ?? 0),
      ]
    }

    /// Makes `edits` from the end backwards, and gives them as changes of the protocol.
    mutating func apply(_ edits: [Value]) throws -> Value {
      func offset(_ edit: Value, _ end: String) throws -> Int {
        let position = try #require(edit["range"]?[end])
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try position.requiredInteger("line")
        let before = lines.prefix(line).map { $0.utf16.count + 1 }.reduce(0, +)
        return before + (try position.requiredInteger("character"))
      }
      let sorted = try edits.sorted { try offset($0, "start") > offset($1, "start") }
      for edit in sorted {
        var units = Array(text.utf16)
        let range = try offset(edit, "start")..<(try offset(edit, "end"))
        units.replaceSubrange(range, with: try edit.requiredString("newText").utf16)
        text = String(decoding: units, as: UTF16.self)
      }
      version += 1
      let changes = try sorted.map { edit -> Value in
        ["range": try edit.required("range"), "text": try edit.required("newText")]
      }
      return ["textDocument": document, "contentChanges": .list(changes)]
    }
  }

  private static func edits(_ answer: Value?, of uri: String) throws -> [Value] {
    let files = try #require(answer?["documentChanges"]?.list, "\(answer ?? .null)")
    return files.filter { $0["textDocument"]?["uri"]?.string == uri }
      .flatMap { $0["edits"]?.list ?? [] }
  }

  private static let abilities: Value = [
    "capabilities": [
      "workspace": ["workspaceEdit": ["documentChanges": true]],
      "textDocument": ["codeAction": ["codeActionLiteralSupport": [:]]],
    ]
  ]

  @Test func aSessionFromABrokenFileToOneThatCompiles() async throws {
    try await Bench.with(text: Self.broken) { bench in
      var text = Text(uri: "file://\(bench.project)/blueprint.yaml", text: Self.broken)
      let status = try await EditorSession.with(in: bench.project) { editor in
        _ = try await editor.ask("initialize", Self.abilities)
        try await editor.tell("initialized")

        // Open the file: both mistakes are told at their places.
        var item = text.document.map ?? [:]
        item["languageId"] = "yaml"
        item["text"] = .string(text.text)
        try await editor.tell("textDocument/didOpen", ["textDocument": .map(item)])
        let found = try await editor.nextDiagnostics(of: text.uri)
        #expect(found.compactMap { $0["code"]?.string } == ["BP0204", "BP0301"])

        // Apply the fix of the first.
        let place = try #require(found.first?["range"])
        let actions = try await editor.ask(
          "textDocument/codeAction",
          [
            "textDocument": text.document, "range": place,
            "context": ["diagnostics": .list(Array(found.prefix(1)))],
          ])
        #expect(actions.list?.first?["title"] == "write `store`")
        let fix = try Self.edits(actions.list?.first?["edit"], of: text.uri)
        try await editor.tell("textDocument/didChange", try text.apply(fix))
        let rest = try await editor.nextDiagnostics(of: text.uri)
        #expect(rest.compactMap { $0["code"]?.string } == ["BP0301"])

        // Complete the reference, and close the expression.
        let items = try await editor.ask(
          "textDocument/completion",
          ["textDocument": text.document, "position": try text.position(behind: "${inputs.")])
        let input = try #require(items["items"]?.list?.first)
        #expect(input["label"] == "greeting")
        var completion = try #require(input["textEdit"]?.map)
        completion["newText"] = "greeting}"
        try await editor.tell("textDocument/didChange", try text.apply([.map(completion)]))
        #expect(try await editor.nextDiagnostics(of: text.uri).isEmpty)

        // Rename the service.
        let renamed = try await editor.ask(
          "textDocument/rename",
          [
            "textDocument": text.document, "position": try text.position(behind: "[sto"),
            "newName": "database",
          ])
        let edits = try Self.edits(renamed, of: text.uri)
        #expect(edits.count == 2)
        try await editor.tell("textDocument/didChange", try text.apply(edits))

        #expect(try await editor.ask("shutdown") == .null)
        try await editor.tell("exit")
      }
      #expect(status == 0)
      #expect(
        text.text
          == Self.broken.replacingOccurrences(of: "stroe", with: "database")
          .replacingOccurrences(of: "  store:", with: "  database:")
          .replacingOccurrences(of: "${inputs.", with: "${inputs.greeting}"))
      try bench.write(text.text)
      try await bench.run("validate", ends: 0)
    }
  }

  @Test func aClientThatIsGoneEndsTheServer() async throws {
    try await Bench.with(text: Self.broken) { bench in
      let status = try await EditorSession.with(in: bench.project, arguments: ["lsp", "--stdio"]) {
        _ = try await $0.ask("initialize", Self.abilities)
      }
      #expect(status == 1)
      let exited = try await EditorSession.with(in: bench.project) {
        _ = try await $0.ask("initialize", Self.abilities)
        try await $0.tell("exit")
      }
      #expect(exited == 1)
    }
  }

  @Test func garbageDoesNotStopTheServer() async throws {
    try await Bench.with(text: Self.broken) { bench in
      let status = try await EditorSession.with(in: bench.project) { editor in
        #expect(try await editor.answer("textDocument/hover")["error"]?["code"] == -32_002)
        try await editor.send(raw: "Content-Length: 9\r\n\r\nnot JSON!")
        #expect(try await editor.receive()["error"]?["code"] == -32_700)
        try await editor.send(raw: "GET / HTTP/1.1\r\nHost: here\r\n\r\n")
        #expect(try await editor.receive()["error"]?["code"] == -32_700)
        _ = try await editor.ask("initialize", Self.abilities)
        #expect(try await editor.answer("no/such/method")["error"]?["code"] == -32_601)
        try await editor.tell("no/such/remark")
        _ = try await editor.ask("shutdown")
        try await editor.tell("exit")
      }
      #expect(status == 0)
    }
  }

  /// The editor does not wait for a huge text, and the last of many changes counts.
  @Test func aHugeTextIsAnalysedOnce() async throws {
    try await Bench.with(text: Self.broken) { bench in
      let uri = "file://\(bench.project)/blueprint.yaml"
      let machines = (0..<5000).map { "  m\($0): {target: main}\n" }.joined()
      let huge =
        "blueprint: 1\nname: huge\ntargets: {main: {provider: local}}\nmachines:\n" + machines
      _ = try await EditorSession.with(in: bench.project) { editor in
        _ = try await editor.ask("initialize", Self.abilities)
        try await editor.tell(
          "textDocument/didOpen",
          [
            "textDocument": [
              "uri": .string(uri), "languageId": "yaml", "version": 1, "text": .string(huge),
            ]
          ])
        #expect(try await editor.nextDiagnostics(of: uri).isEmpty)
        for version in 2...40 {
          let start: Value = ["line": 1, "character": 6]
          try await editor.tell(
            "textDocument/didChange",
            [
              "textDocument": ["uri": .string(uri), "version": .integer(version)],
              "contentChanges": [["range": ["start": start, "end": start], "text": "X"]],
            ])
        }
        let found = try await editor.nextDiagnostics(of: uri)
        #expect(found.compactMap { $0["code"]?.string } == ["BP0106"])
        #expect(
          found.first?["message"]?.string?.contains(String(repeating: "X", count: 39)) == true)
        _ = try await editor.ask("shutdown")
        try await editor.tell("exit")
      }
    }
  }
}

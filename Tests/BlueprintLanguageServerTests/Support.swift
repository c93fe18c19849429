import BlueprintCompiler
import BlueprintModel
import Testing

@testable import BlueprintLanguageServer

/// An editor with a language server that runs in the test: it sends messages and keeps what comes.
struct Editor {
  var server: LanguageServer
  /// The diagnostics that each address was told of last.
  var diagnostics: [String: [Value]] = [:]
  /// The alarms that wait, and when they ring.
  var alarms: [(number: Int, after: Duration)] = []
  var log: [String] = []
  var status: Int32?
  private var count = 0

  static let folder = "/project"
  static let main = "file:///project/blueprint.yaml"

  /// An editor that has said `initialize`, in a project of `files`.
  init(_ files: [String: String] = [:], isInitialized: Bool = true) throws {
    let manifest = ProviderManifest(
      name: "local", version: "1", protocolVersion: 1, summary: "This machine",
      verbs: [
        "machine.ensure", "machine.delete", "packages.ensure", "host.put", "host.get", "host.job",
        "service.ensure", "service.control", "service.delete", "health.wait",
      ],
      settingsSchema: ["properties": ["network": ["type": "string", "description": "A net"]]])
    server = LanguageServer(
      try ServerSurroundings(
        version: "1", manifests: [manifest],
        read: { directory, path throws(FileReadFailure) in
          var parts = directory.split(separator: "/")
          for part in path.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
          }
          let name = "/" + parts.joined(separator: "/")
          guard let text = files[name] else { throw FileReadFailure("no such file") }
          return Array(text.utf8)
        },
        blueprints: { _ in files.keys.filter { $0.hasSuffix(".yaml") }.sorted() }))
    guard isInitialized else { return }
    _ = try ask("initialize", ["capabilities": Self.abilities])
  }

  private static let abilities: Value = [
    "workspace": ["workspaceEdit": ["documentChanges": true]],
    "textDocument": [
      "hover": ["contentFormat": ["markdown"]], "codeAction": ["codeActionLiteralSupport": [:]],
      "documentSymbol": ["hierarchicalDocumentSymbolSupport": true],
    ],
  ]

  /// Sends a request; gives its result.
  mutating func ask(_ method: String, _ parameters: Value = .null) throws -> Value {
    let answer = try answer(method, parameters)
    return try #require(answer["result"], "\(answer.canonicalJSON)")
  }

  /// Sends a request that is refused; gives the error's code.
  mutating func refusal(_ method: String, _ parameters: Value = .null) throws -> Int {
    try #require(try answer(method, parameters)["error"]?["code"]?.integer)
  }

  private mutating func answer(_ method: String, _ parameters: Value) throws -> Value {
    count += 1
    let id = Value.integer(count)
    let replies = keep(server.receive(.request(id: id, method: method, parameters: parameters)))
    return try #require(replies.first { $0["id"] == id })
  }

  mutating func tell(_ method: String, _ parameters: Value = .null) {
    _ = keep(server.receive(.notification(method: method, parameters: parameters)))
  }

  /// Lets the newest alarm ring.
  mutating func pause() {
    guard let alarm = alarms.last else { return }
    _ = keep(server.ring(alarm.number))
  }

  mutating func keep(_ effects: [LanguageServer.Effect]) -> [Value] {
    var replies: [Value] = []
    for effect in effects {
      switch effect {
      case .send(let message):
        if message["method"] == "textDocument/publishDiagnostics",
          let uri = message["params"]?["uri"]?.string
        {
          diagnostics[uri] = message["params"]?["diagnostics"]?.list ?? []
        } else {
          replies.append(message)
        }
      case .wake(let number, let after): alarms.append((number, after))
      case .log(let line): log.append(line)
      case .exit(let status): self.status = status
      }
    }
    return replies
  }
}

extension Editor {
  mutating func open(_ text: String, _ uri: String = Editor.main, version: Int = 1) {
    tell(
      "textDocument/didOpen",
      [
        "textDocument": [
          "uri": .string(uri), "languageId": "yaml", "version": .integer(version),
          "text": .string(text),
        ]
      ])
  }

  mutating func replace(_ text: String, _ uri: String = Editor.main, version: Int = 2) {
    tell(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(uri), "version": .integer(version)],
        "contentChanges": [["text": .string(text)]],
      ])
  }

  /// The parameters of a request about `offset` UTF-16 units behind the start of `word`.
  func at(
    _ word: String, _ offset: Int = 0, uri: String = Editor.main, _ more: ValueMap = [:]
  ) throws -> Value {
    let document = try #require(server.workspace.documents[uri])
    let text = String(decoding: document.lines.bytes, as: UTF8.self)
    let start = try #require(text.ranges(of: word).first?.lowerBound)
    let before = text[..<start]
    let line = before.utf8.count { $0 == UInt8(ascii: "\n") }
    let column = before.split(separator: "\n", omittingEmptySubsequences: false).last?.utf16.count
    let position = ClientPosition(line: line, character: (column ?? 0) + offset)
    return .map(
      more.merging(["textDocument": ["uri": .string(uri)], "position": position.json]))
  }

  /// The text of `uri` after the edits of a workspace edit.
  func applying(_ edit: Value, to uri: String, from text: String) throws -> String {
    let changes = edit["documentChanges"]?.list ?? []
    let change = changes.first { $0["textDocument"]?["uri"]?.string == uri }
    var lines = TextLines(text)
    let edits = try (change?["edits"]?.list ?? []).map {
      (range: try ClientRange($0["range"]), text: try $0.requiredString("newText"))
    }
    for edit in edits.sorted(by: {
      ($0.range.start.line, $0.range.start.character)
        > ($1.range.start.line, $1.range.start.character)
    }) {
      lines.replace(edit.range, by: edit.text)
    }
    return String(decoding: lines.bytes, as: UTF8.self)
  }

  /// The labels of the completion at a place.
  mutating func labels(at word: String, _ offset: Int) throws -> [String] {
    try ask("textDocument/completion", try at(word, offset))["items"]?.list?
      .compactMap { $0["label"]?.string } ?? []
  }
}

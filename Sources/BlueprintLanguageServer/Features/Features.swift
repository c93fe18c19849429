import BlueprintCompiler
import BlueprintModel

extension LanguageServer {
  /// What the server can do, as `initialize` answers it.
  var capabilities: Value {
    [
      "capabilities": [
        "positionEncoding": "utf-16",
        "textDocumentSync": ["openClose": true, "change": 2, "save": true],
        "completionProvider": ["triggerCharacters": [".", "{", ":", " ", "-", "["]],
        "hoverProvider": true, "definitionProvider": true, "referencesProvider": true,
        "documentHighlightProvider": true, "documentSymbolProvider": true,
        "renameProvider": ["prepareProvider": true],
        "documentFormattingProvider": true,
        "codeActionProvider": ["codeActionKinds": ["quickfix"]],
      ],
      "serverInfo": [
        "name": "blueprint", "version": .string(workspace.surroundings.version),
      ],
    ]
  }

  /// The answer to the request `method`.
  mutating func feature(
    _ method: String, _ parameters: Value
  ) throws(RequestFailure) -> Value {
    switch method {
    case "textDocument/completion": return completion(try question(parameters))
    case "textDocument/hover": return hover(try question(parameters))
    case "textDocument/definition": return definition(try question(parameters))
    case "textDocument/references":
      let withDeclaration = parameters["context"]?["includeDeclaration"]?.boolean ?? true
      return references(try question(parameters), withDeclaration: withDeclaration)
    case "textDocument/documentHighlight": return highlights(try question(parameters))
    case "textDocument/prepareRename": return try prepareRename(try question(parameters))
    case "textDocument/rename":
      guard let name = parameters["newName"]?.string else {
        throw RequestFailure(.invalidParameters, "`newName` is missing")
      }
      return try rename(try question(parameters), to: name)
    case "textDocument/documentSymbol": return symbols(Workspace.file(try Self.uri(parameters)))
    case "textDocument/formatting": return formatting(Workspace.file(try Self.uri(parameters)))
    case "textDocument/codeAction": return try codeActions(parameters)
    default: throw RequestFailure(.methodNotFound, "there is no method `\(method)`")
    }
  }

  /// The place that a request is about.
  private mutating func question(_ parameters: Value) throws(RequestFailure) -> Question {
    let uri = try Self.uri(parameters)
    guard let document = workspace.documents[uri] else {
      throw RequestFailure(.invalidParameters, "`\(uri)` is not open")
    }
    let position = try ClientPosition(parameters["position"])
    let file = Workspace.file(uri)
    return Question(
      file: file, position: document.lines.source(position), document: document,
      analyses: workspace.analyses(reading: file))
  }
}

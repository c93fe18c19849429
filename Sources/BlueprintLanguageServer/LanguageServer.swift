import BlueprintCompiler
import BlueprintModel

/// The language server as a state machine: a message, or an alarm that rings, gives effects for
/// others to carry out.
///
/// A life: `initialize`, then anything, then `shutdown`, after which nothing is answered any more,
/// then `exit`. Texts are analysed when their author pauses, or when somebody asks.
struct LanguageServer {
  /// What is to be done.
  enum Effect: Sendable, Hashable {
    /// A message to the client.
    case send(Value)
    /// Ring `alarm` after a time.
    case wake(Int, after: Duration)
    /// A line for the log.
    case log(String)
    /// The end, with the process's status.
    case exit(Int32)
  }

  /// How far its life has come.
  enum Stage: Sendable { case new, running, shutDown }

  /// How long an author must pause until the text is analysed.
  static let pause = Duration.milliseconds(150)

  private(set) var stage = Stage.new
  var workspace: Workspace
  var client = ClientAbilities()
  /// The alarm that counts; earlier ones are out of date.
  private var alarm = 0
  /// What the client was told: the blueprints that say something about each file.
  var published: [String: PublishedDiagnostics] = [:]

  init(_ surroundings: ServerSurroundings) { workspace = Workspace(surroundings) }

  /// Takes a message of the client.
  mutating func receive(_ message: Message) -> [Effect] {
    switch message {
    case .request(let id, let method, let parameters):
      do throws(RequestFailure) {
        return [.send(Reply.result(try answer(method, parameters), to: id))]
      } catch {
        return [.send(Reply.failure(error, to: id))]
      }
    case .notification(let method, let parameters):
      do throws(RequestFailure) { return try note(method, parameters) } catch {
        return [.log("\(method): \(error.message)")]
      }
    case .answer: return []
    case .broken(let failure, let id):
      return [.log("not a message: \(failure.message)"), .send(Reply.failure(failure, to: id))]
    }
  }

  /// Takes the ringing of `number`.
  mutating func ring(_ number: Int) -> [Effect] {
    guard number == alarm, stage == .running else { return [] }
    return publish()
  }

  private mutating func answer(
    _ method: String, _ parameters: Value
  ) throws(RequestFailure) -> Value {
    switch (stage, method) {
    case (.new, "initialize"):
      stage = .running
      client = ClientAbilities(parameters["capabilities"] ?? .null)
      return capabilities
    case (.new, _): throw RequestFailure(.notInitialized, "`initialize` comes first")
    case (.running, "initialize"):
      throw RequestFailure(.invalidRequest, "`initialize` comes once")
    case (.running, "shutdown"):
      stage = .shutDown
      return .null
    case (.running, _): return try feature(method, parameters)
    case (.shutDown, _): throw RequestFailure(.invalidRequest, "the server is shut down")
    }
  }

  private mutating func note(
    _ method: String, _ parameters: Value
  ) throws(RequestFailure) -> [Effect] {
    if method == "exit" { return [.exit(stage == .shutDown ? 0 : 1)] }
    guard stage == .running else { return [] }
    switch method {
    case "textDocument/didOpen": return try opened(parameters)
    case "textDocument/didChange": return try changed(parameters)
    case "textDocument/didClose":
      workspace.close(try Self.uri(parameters))
      return publish()
    case "textDocument/didSave", "workspace/didChangeWatchedFiles":
      workspace.touchAll()
      return later()
    default: return []
    }
  }

  private mutating func opened(_ parameters: Value) throws(RequestFailure) -> [Effect] {
    let uri = try Self.uri(parameters)
    guard let text = parameters["textDocument"]?["text"]?.string else {
      throw RequestFailure(.invalidParameters, "`textDocument.text` is missing")
    }
    let version = parameters["textDocument"]?["version"]?.integer ?? 0
    workspace.open(TextDocument(uri: uri, version: version, text: text))
    return publish()
  }

  private mutating func changed(_ parameters: Value) throws(RequestFailure) -> [Effect] {
    let uri = try Self.uri(parameters)
    let changes = parameters["contentChanges"]?.list ?? []
    let version = parameters["textDocument"]?["version"]?.integer ?? 0
    try workspace.change(uri, changes, version: version)
    return later()
  }

  /// Analyses when the author pauses.
  private mutating func later() -> [Effect] {
    alarm += 1
    return [.wake(alarm, after: Self.pause)]
  }

  static func uri(_ parameters: Value) throws(RequestFailure) -> String {
    guard let uri = parameters["textDocument"]?["uri"]?.string else {
      throw RequestFailure(.invalidParameters, "`textDocument.uri` is missing")
    }
    return uri
  }
}

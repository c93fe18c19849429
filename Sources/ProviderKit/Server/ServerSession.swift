import BlueprintModel

/// The plugin's side of one conversation: what each message means, in the order of arrival.
actor ServerSession {
  typealias MakeProvider = @Sendable (_ stateDirectory: String) async throws -> any Provider

  private let manifest: ProviderManifest
  private let output: OutputLines
  private let makeProvider: MakeProvider
  private var provider: (any Provider)?
  private var running: Set<Value> = []

  init(
    manifest: ProviderManifest, output: OutputLines, makeProvider: @escaping MakeProvider
  ) {
    self.manifest = manifest
    self.output = output
    self.makeProvider = makeProvider
  }

  /// Takes one message; false if it ends the conversation. Returns before a `perform` is
  /// answered, but after `initialize` is, so that a caller may send both in a row.
  func receive(_ line: [UInt8]) async -> Bool {
    do throws(RPCError) {
      guard case .request(let id, let method, let parameters) = try RPCMessage(line: line)
      else { return true }
      return await serve(id, method, parameters)
    } catch {
      answer(.error(id: .null, error))
      return true
    }
  }

  private func serve(_ id: Value, _ method: String, _ parameters: Value) async -> Bool {
    do throws(RPCError) {
      switch PluginProtocol.Method(rawValue: method) {
      case .initialize: answer(.result(id: id, try await initialize(parameters)))
      case .perform: try startPerform(id, parameters)
      case .cancel: try startCancel(id, parameters)
      case .shutdown:
        answer(.result(id: id, [:]))
        return false
      case nil: throw RPCError(.unknownMethod, "there is no method `\(method)`")
      }
    } catch { answer(.error(id: id, error)) }
    return true
  }

  private func answer(_ message: RPCMessage) { output.send(message.line) }

  private func initialize(_ parameters: Value) async throws(RPCError) -> Value {
    guard provider == nil else { throw RPCError(.outOfOrder, "`initialize` came twice") }
    guard parameters["protocol"]?.integer == manifest.protocolVersion else {
      throw RPCError(
        .unsupportedProtocol, "only protocol \(manifest.protocolVersion) is spoken here")
    }
    guard let state = parameters["state"]?.string, state.hasPrefix("/") else {
      throw RPCError(.invalidParameters, "`state`: expected an absolute path")
    }
    do { provider = try await makeProvider(state) } catch {
      throw RPCError(.providerFault, "cannot start: \(error)")
    }
    return manifest.json
  }

  private func ready() throws(RPCError) -> any Provider {
    guard let provider else { throw RPCError(.outOfOrder, "`initialize` must come first") }
    return provider
  }

  private func startPerform(_ id: Value, _ parameters: Value) throws(RPCError) {
    let provider = try ready()
    guard running.insert(id).inserted else {
      throw RPCError(.invalidRequest, "a call with this id is running")
    }
    let call: (Action, ActionContext)
    do throws(JSONShapeError) {
      call = (
        try Action(json: try parameters.required("action")),
        try ActionContext(json: try parameters.required("context"))
      )
    } catch {
      running.remove(id)
      throw RPCError(.invalidParameters, error.description)
    }
    Task { await perform(id, call.0, call.1, provider) }
  }

  private func perform(
    _ id: Value, _ action: Action, _ context: ActionContext, _ provider: any Provider
  ) async {
    defer { running.remove(id) }
    guard manifest.verbs.contains(action.verb) else {
      let failure = Failure.unknownVerb(action.verb, of: manifest.name)
      return answer(.result(id: id, Outcome.failed(failure).json))
    }
    let log = CallLog(id: id, output: output)
    do throws(ProviderFault) {
      let outcome = try await provider.perform(action, context, log: log.append)
      log.tellLeftOut()
      answer(.result(id: id, outcome.json), of: id)
    } catch { answer(.error(id: id, RPCError(.providerFault, error.reason))) }
  }

  /// An outcome that no line can carry becomes a failure, because it would end the plugin.
  private func answer(_ message: RPCMessage, of id: Value) {
    let line = message.line
    guard line.count > PluginProtocol.longestLine else { return output.send(line) }
    let failure = Failure(
      .permanent, code: "outcome_too_large",
      "the outcome of \(line.count) bytes exceeds \(PluginProtocol.longestLine)")
    answer(.result(id: id, Outcome.failed(failure).json))
  }

  private func startCancel(_ id: Value, _ parameters: Value) throws(RPCError) {
    let provider = try ready()
    guard let token = parameters["token"]?.string else {
      throw RPCError(.invalidParameters, "`token`: expected a string")
    }
    Task {
      await provider.cancel(token: token)
      answer(.result(id: id, [:]))
    }
  }
}

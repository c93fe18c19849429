import BlueprintModel

/// The calls of one plugin process that wait for their answers.
struct PluginCalls {
  typealias Answer = Result<Value, ProviderFault>

  private struct Call {
    var continuation: CheckedContinuation<Answer, Never>
    var log: @Sendable (String) -> Void
  }

  private let provider: String
  private var waiting: [Int: Call] = [:]
  private var lastID = 0

  /// No calls yet, of `provider`.
  init(provider: String) { self.provider = provider }

  /// A new id.
  mutating func nextID() -> Int {
    lastID += 1
    return lastID
  }

  /// Lets `continuation` wait for the answer to `id`.
  mutating func wait(
    for id: Int, _ continuation: CheckedContinuation<Answer, Never>,
    log: @escaping @Sendable (String) -> Void
  ) {
    waiting[id] = Call(continuation: continuation, log: log)
  }

  /// Takes what the plugin says.
  ///
  /// - Throws: what makes the message a breach of the protocol. An answer to a call that was
  ///   given up is none: its id was handed out.
  mutating func receive(_ message: RPCMessage) throws(RPCError) {
    switch message {
    case .result(let id, let result): answer(try known(id), .success(result))
    case .error(let id, let error):
      answer(try known(id), .failure(ProviderFault(provider: provider, reason: error.message)))
    case .notification(PluginProtocol.log, let parameters): try log(parameters)
    case .notification: break
    case .request(_, let method, _):
      throw RPCError(.unknownMethod, "a plugin cannot call `\(method)` of its controller")
    }
  }

  /// Ends the wait of `id`, if it still waits, with `answer`.
  mutating func answer(_ id: Int, _ answer: Answer) {
    waiting.removeValue(forKey: id)?.continuation.resume(returning: answer)
  }

  /// Ends every wait with `fault`.
  mutating func failAll(_ fault: ProviderFault) {
    let calls = waiting.values
    waiting = [:]
    for call in calls { call.continuation.resume(returning: .failure(fault)) }
  }

  private func known(_ id: Value) throws(RPCError) -> Int {
    guard let number = id.integer, (1...max(lastID, 1)).contains(number), lastID > 0 else {
      throw RPCError(.invalidRequest, "an answer to a call that was never made")
    }
    return number
  }

  private func log(_ parameters: Value) throws(RPCError) {
    guard let line = parameters["line"]?.string else {
      throw RPCError(.invalidParameters, "`log` without a `line`")
    }
    waiting[try known(parameters["id"] ?? .null)]?.log(line)
  }
}

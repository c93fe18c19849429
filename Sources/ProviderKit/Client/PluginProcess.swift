import BlueprintModel

/// One life of a plugin's process: from its start to its reaping.
///
/// It runs in a session of its own, so that a terminal's Ctrl-C is the controller's alone. Its
/// life ends by itself, by the end of its input, or by `end`; from then on every call throws.
actor PluginProcess {
  private let command: PluginCommand
  private var calls: PluginCalls
  private var fault: ProviderFault?
  private var life: Task<Void, Never>?
  private let outgoing: AsyncStream<[UInt8]>.Continuation
  private let stop: AsyncStream<Void>.Continuation

  /// Whether the life is over or about to be.
  var isOver: Bool { fault != nil }

  /// Starts `command`. That it cannot be started is told by the first call.
  static func start(_ command: PluginCommand) async -> PluginProcess {
    let (lines, outgoing) = AsyncStream.makeStream(of: [UInt8].self)
    let (stops, stop) = AsyncStream.makeStream(of: Void.self)
    let process = PluginProcess(command, outgoing, stop)
    await process.live(PluginConversation(process: process, lines: lines, stops: stops))
    return process
  }

  private init(
    _ command: PluginCommand, _ outgoing: AsyncStream<[UInt8]>.Continuation,
    _ stop: AsyncStream<Void>.Continuation
  ) {
    self.command = command
    self.outgoing = outgoing
    self.stop = stop
    calls = PluginCalls(provider: command.name)
  }

  private func live(_ conversation: PluginConversation) {
    life = Task { [command] in
      do {
        end(try await conversation.run(command))
      } catch { end("cannot run \(command.arguments.first ?? "nothing"): \(error)") }
    }
  }

  /// Calls `method` and waits for its answer, at most `timeout`.
  func call(
    _ method: PluginProtocol.Method, _ parameters: Value, within timeout: Duration,
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws(ProviderFault) -> Value {
    if let fault { throw fault }
    let id = calls.nextID()
    let line = RPCMessage.request(
      id: .integer(id), method: method.rawValue, parameters: parameters
    ).line
    guard line.count <= PluginProtocol.longestLine else { return Self.tooLarge.json }
    let deadline = Task {
      try await Task.sleep(for: timeout)
      giveUp(id, "no answer to `\(method.rawValue)` within \(timeout.blueprintText)")
    }
    defer { deadline.cancel() }
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        calls.wait(for: id, continuation, log: log)
        outgoing.yield(line)
      }
    } onCancel: {
      Task { await self.giveUp(id, "the call was given up by its caller") }
    }
    return try answer.get()
  }

  /// The answer to a `perform` that no line can carry; no other call is that long. It would end
  /// the plugin's life, again with each try.
  private static let tooLarge = Outcome.failed(
    Failure(
      .permanent, code: "input_too_large",
      "the input exceeds \(PluginProtocol.longestLine) bytes", changed: .no))

  /// Stops waiting for the answer to `id`.
  private func giveUp(_ id: Int, _ reason: String) {
    calls.answer(id, .failure(ProviderFault(provider: command.name, reason: reason)))
  }

  /// Takes a line from the plugin; one that breaks the protocol ends its life.
  ///
  /// - Returns: whether to go on reading.
  func receive(_ line: [UInt8]) -> Bool {
    do throws(RPCError) {
      try calls.receive(try RPCMessage(line: line))
      return true
    } catch {
      end("it broke the protocol: \(error.message)")
      return false
    }
  }

  /// Ends the life for `reason`: every waiting and later call throws it, and the process is
  /// killed if it is still there. The first reason stays.
  func end(_ reason: String) {
    if fault == nil { fault = ProviderFault(provider: command.name, reason: reason) }
    if let fault { calls.failAll(fault) }
    stop.finish()
    outgoing.finish()
  }

  /// Closes the plugin's input, waits for its exit at most `deadline`, then kills it. Returns
  /// when the process is reaped.
  func shutDown(within deadline: Duration) async {
    outgoing.finish()
    let killer = Task {
      try await Task.sleep(for: deadline)
      end("it did not exit within \(deadline.blueprintText) after its input ended")
    }
    await life?.value
    killer.cancel()
  }

  /// Returns when the process is reaped.
  func reaped() async { await life?.value }
}

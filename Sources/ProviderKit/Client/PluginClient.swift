import BlueprintModel

/// A provider behind a plugin process, which is started by the first call and again by the next
/// call after its end.
///
///     idle ──call──▶ starting ──manifest──▶ running ──crash, breach, exit──▶ idle
///                       └──refusal, hang──▶ idle        any ──shutDown──▶ closed
///
/// When the process ends, every call that waits throws at once: its effect is in doubt. Starts
/// that follow lives without a single answered `perform` wait longer and longer.
public actor PluginClient: Provider {
  private enum State {
    case idle
    case starting(Task<Result<PluginProcess, ProviderFault>, Never>)
    case running(PluginProcess)
    case closed
  }

  private let command: PluginCommand
  private let limits: PluginLimits
  private var state = State.idle
  private var failures = 0

  /// The manifest as the running plugin gave it; nil before the first start.
  public private(set) var manifest: ProviderManifest?

  /// A client of the plugin `name`, not started yet.
  ///
  /// - Parameters:
  ///   - arguments: the executable and its arguments.
  ///   - stateDirectory: absolute; made with mode 0700 if it is missing.
  ///   - logFile: takes the plugin's standard error, appended; made with mode 0600.
  public init(
    name: String, arguments: [String], stateDirectory: String, logFile: String,
    limits: PluginLimits = PluginLimits()
  ) {
    command = PluginCommand(
      name: name, arguments: arguments, stateDirectory: stateDirectory, logFile: logFile)
    self.limits = limits
  }

  /// Performs one verb in the plugin. Throws if the plugin ends, breaks the protocol, or does not
  /// answer within the call's time limit and the grace.
  public func perform(
    _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
  ) async throws(ProviderFault) -> Outcome {
    let parameters: Value = ["action": action.json, "context": context.json]
    let process = try await process()
    let json = try await process.call(
      .perform, parameters, within: context.timeout + limits.answerGrace, log: log)
    failures = 0
    do { return try Outcome(json: json) } catch {
      let reason = "it broke the protocol: \(error.description)"
      await process.end(reason)
      throw fault(reason)
    }
  }

  /// Passes the wish on to the plugin, if it runs.
  public func cancel(token: String) async {
    guard case .running(let process) = state else { return }
    do {
      _ = try await process.call(.cancel, ["token": .string(token)], within: limits.answerGrace)
    } catch {
      // The `perform` that was to be given up tells its caller the same fault.
    }
  }

  /// Starts the plugin if it is not running.
  public func start() async throws(ProviderFault) { _ = try await process() }

  /// Ends the plugin, by force if it does not go by itself. Later calls throw. Returns when the
  /// process is reaped.
  public func shutDown() async {
    let last = state
    state = .closed
    switch last {
    case .idle, .closed: break
    case .running(let process): await process.shutDown(within: limits.shutdown)
    case .starting(let start):
      start.cancel()
      if let process = try? await start.value.get() {
        await process.shutDown(within: limits.shutdown)
      }
    }
  }
}

extension PluginClient {
  private func fault(_ reason: String) -> ProviderFault {
    ProviderFault(provider: command.name, reason: reason)
  }

  /// The running process, started if there is none.
  private func process() async throws(ProviderFault) -> PluginProcess {
    switch state {
    case .closed: throw fault("it was shut down")
    case .starting(let start): return try await start.value.get()
    case .running(let process) where await !process.isOver: return process
    case .running(let process): return try await restart(after: process)
    case .idle: return try await launch()
    }
  }

  /// Launches the successor of `process`, unless another call did while this one looked.
  private func restart(after process: PluginProcess) async throws(ProviderFault) -> PluginProcess {
    await process.reaped()
    if case .running(let present) = state, present === process {
      failures += 1
      state = .idle
    }
    return try await self.process()
  }

  private func launch() async throws(ProviderFault) -> PluginProcess {
    let wait = limits.backoff(after: failures)
    let start = Task { await startProcess(after: wait) }
    state = .starting(start)
    let result = await start.value
    guard case .starting = state else { return try result.get() }
    switch result {
    case .success(let process): state = .running(process)
    case .failure:
      failures += 1
      state = .idle
    }
    return try result.get()
  }

  private func startProcess(after wait: Duration) async -> Result<PluginProcess, ProviderFault> {
    do {
      try await Task.sleep(for: wait)
      try PrivateDirectory.make(command.stateDirectory)
    } catch { return .failure(fault("it cannot be started: \(error)")) }
    let process = await PluginProcess.start(command)
    do throws(ProviderFault) {
      manifest = try await handshake(with: process)
      return .success(process)
    } catch {
      await process.end(error.reason)
      await process.reaped()
      return .failure(error)
    }
  }

  private func handshake(with process: PluginProcess) async throws(ProviderFault)
    -> ProviderManifest
  {
    let parameters: Value = [
      "protocol": .integer(PluginProtocol.version), "state": .string(command.stateDirectory),
    ]
    let json = try await process.call(.initialize, parameters, within: limits.startUp)
    let manifest: ProviderManifest
    do { manifest = try ProviderManifest(json: json) } catch {
      throw fault("its manifest cannot be read: \(error.description)")
    }
    guard manifest.protocolVersion == PluginProtocol.version else {
      throw fault(
        "it speaks protocol \(manifest.protocolVersion), not \(PluginProtocol.version)")
    }
    guard manifest.name == command.name else {
      throw fault("it calls itself `\(manifest.name)`")
    }
    return manifest
  }
}

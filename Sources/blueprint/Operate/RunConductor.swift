import BlueprintEngine
import BlueprintModel

/// Drives a run that is in the store to its end, shows it, and tells how it ended. A run just
/// created and one left by a process that died are the same to it.
struct RunConductor {
  let workspace: Workspace
  let vault: SecretVault
  let parallelism: Int
  /// What this process does, for the lease.
  let label: String

  /// How a run ended, or was left.
  struct Conclusion {
    var report: RunReport
    var exitCode: ExitCode
  }

  /// Drives `run`, which executes `plan`.
  func conduct(_ run: RunID, plan: Plan) async throws(CommandFailure) -> Conclusion {
    let surroundings = workspace.surroundings
    let started = surroundings.now
    let viewer = RunViewer(
      plan: plan, entries: try await entries(of: run), surroundings: surroundings)
    let limits = try BundledProvider.limits()
    let drain = Drain()
    let interruption = Interruption(drain: drain, console: surroundings.console)
    await interruption.begin()
    let outcome = await drive(run, limits: limits, drain: drain, viewer: viewer)
    let interrupted = await interruption.end()
    let result = try result(of: outcome)
    let report = RunReport(
      plan: plan, progress: await viewer.progress, run: run,
      elapsed: surroundings.now - started)
    return Conclusion(report: report, exitCode: exitCode(of: result, interrupted))
  }

  private func entries(of run: RunID) async throws(CommandFailure) -> [JournalEntry] {
    do { return try await workspace.store.entries(of: run, after: 0) } catch {
      throw CommandFailure(store: error)
    }
  }

  private func drive(
    _ run: RunID, limits: [String: Int], drain: Drain, viewer: RunViewer
  ) async -> Result<DriveResult, DriveError> {
    let configuration = DriveConfiguration(
      limits: Limits(total: parallelism, perProvider: limits))
    let driver = RunDriver(
      store: workspace.store, providers: workspace.plugins, configuration: configuration)
    let supervisor = Supervisor(driver: driver, holder: .current(label: label))
    let secrets = vault.runSecrets
    let (stream, continuation) = AsyncStream.makeStream(of: RunEvent.self)
    async let watching: Void = viewer.watch(stream)
    let outcome: Result<DriveResult, DriveError>
    do throws(DriveError) {
      outcome = .success(
        try await supervisor.run(run, secrets: secrets, drain: drain) { continuation.yield($0) })
    } catch { outcome = .failure(error) }
    continuation.finish()
    await watching
    return outcome
  }

  private func result(
    of outcome: Result<DriveResult, DriveError>
  ) throws(CommandFailure) -> DriveResult {
    do { return try outcome.get() } catch {
      switch error {
      case .store(let error): throw CommandFailure(store: error)
      case .leaseLost:
        throw CommandFailure(.locked, code: "BP0802", "another process took the run over")
      case .damaged(let fault):
        throw CommandFailure(.failed, code: "BP0925", "the run cannot be read: \(fault)")
      case .cancelled:
        throw CommandFailure(
          .partial, code: "BP0911", "the run was left unfinished",
          help: ["go on with it: blueprint resume"])
      }
    }
  }

  private func exitCode(of result: DriveResult, _ interrupted: ExitCode?) -> ExitCode {
    switch result {
    case .finished(.succeeded): .success
    case .finished(.failed), .finished(.cancelled): .failed
    case .finished(.rolledBack): .rolledBack
    case .finished(.rollbackFailed): .rollbackFailed
    case .waiting, .drained: interrupted ?? .partial
    }
  }
}

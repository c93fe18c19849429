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

  /// The form of the command's result.
  let output: OutputForm

  /// Drives `run`, which executes `plan`, and tells how far it came.
  ///
  /// - Parameter isNew: whether this command has created the run, so that its beginning is told.
  func conduct(
    _ run: RunID, plan: Plan, isNew: Bool
  ) async throws(CommandFailure) -> RunConclusion {
    let surroundings = workspace.surroundings
    let started = surroundings.now
    let known = try await workspace.entries(of: run, after: 0)
    let viewer = RunViewer(
      story: RunStory(run: run, plan: plan, entries: isNew ? [] : known), output: output,
      surroundings: surroundings)
    if isNew { await viewer.take(known) }
    let configuration = DriveConfiguration(
      limits: Limits(total: parallelism), shared: try BundledProvider.limits(),
      rates: try BundledProvider.rates(), readingBack: try BundledProvider.readingBack())
    let secrets = try await vault.runSecrets(for: plan)
    let drain = Drain()
    let interruption = Interruption(
      console: surroundings.console, farewell: "left at once; go on with: blueprint resume"
    ) {
      await viewer.tell("letting running steps end; once more to leave at once")
      await drain.request()
    }
    await interruption.begin()
    let outcome = await drive(run, configuration, secrets, drain: drain, viewer: viewer)
    let interrupted = await interruption.end()
    try check(outcome)
    // Somebody else may have brought it to its end before this process came to it.
    let seen = await viewer.story.sequence
    await viewer.take(try await workspace.entries(of: run, after: seen))
    let story = await viewer.story
    return RunConclusion(
      report: RunReport(story: story, elapsed: surroundings.now - started),
      record: try await workspace.record(of: run),
      exitCode: story.exitCode(interrupted: interrupted))
  }

  private func drive(
    _ run: RunID, _ configuration: DriveConfiguration, _ secrets: RunSecrets, drain: Drain,
    viewer: RunViewer
  ) async -> Result<DriveResult, DriveError> {
    let driver = RunDriver(
      store: workspace.store, providers: workspace.plugins, configuration: configuration)
    let supervisor = Supervisor(driver: driver, holder: .current(label: label))
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

  private func check(_ outcome: Result<DriveResult, DriveError>) throws(CommandFailure) {
    do { _ = try outcome.get() } catch {
      switch error {
      case .store(let error): throw CommandFailure(store: error)
      case .leaseLost:
        throw CommandFailure(
          .locked, code: "BP0802", "another process took the run over",
          help: ["watch it: blueprint attach"])
      case .damaged(let fault):
        throw CommandFailure(.failed, code: "BP0925", "the run cannot be read: \(fault)")
      case .cancelled:
        throw CommandFailure(
          .partial, code: "BP0911", "the run was left unfinished",
          help: ["go on with it: blueprint resume"])
      }
    }
  }
}

/// How far a run came while a command drove or watched it.
struct RunConclusion {
  let report: RunReport
  let record: RunRecord
  let exitCode: ExitCode
}

extension Workspace {
  /// The entries of a run's journal after `sequence`.
  func entries(
    of run: RunID, after sequence: Int
  ) async throws(CommandFailure) -> [JournalEntry] {
    do { return try await store.entries(of: run, after: sequence) } catch {
      throw CommandFailure(store: error)
    }
  }

  /// The record of a run.
  func record(of run: RunID) async throws(CommandFailure) -> RunRecord {
    do throws(StoreError) {
      guard let record = try await store.run(run) else { throw StoreError.notFound(run) }
      return record
    } catch {
      throw CommandFailure(store: error)
    }
  }

  /// The plan that a run executes.
  func plan(of run: RunID) async throws(CommandFailure) -> Plan {
    do { return try await store.plan(of: run) } catch { throw CommandFailure(store: error) }
  }

  /// What a run's journal tells until now.
  func story(of run: RunID) async throws(CommandFailure) -> RunStory {
    RunStory(run: run, plan: try await plan(of: run), entries: try await entries(of: run, after: 0))
  }
}

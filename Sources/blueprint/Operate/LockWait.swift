import BlueprintEngine
import BlueprintModel

/// Waits until nobody else drives a deployment's run.
struct LockWait {
  let workspace: Workspace
  let timeout: Duration

  /// The unfinished run of `deployment` that this process may go on with; nil if there is none.
  ///
  /// - Throws: a failure that names the holder if somebody alive holds it beyond the timeout.
  func unfinishedRun(of deployment: String) async throws(CommandFailure) -> RunID? {
    let deadline = workspace.surroundings.now + timeout
    var told = false
    while true {
      guard let run = try await workspace.state(of: deployment).activeRun else { return nil }
      guard let lease = try await liveLease(of: run) else { return run }
      guard workspace.surroundings.now < deadline else { throw CommandFailure(lockedBy: lease) }
      if !told {
        workspace.surroundings.console.tell("waiting for `\(lease.holder.label)` to end …")
        told = true
      }
      do { try await Task.sleep(for: .milliseconds(200)) } catch {
        throw CommandFailure(lockedBy: lease)
      }
    }
  }

  private func liveLease(of run: RunID) async throws(CommandFailure) -> Lease? {
    do {
      guard let lease = try await workspace.store.run(run)?.lease else { return nil }
      let expired = lease.expiry <= workspace.surroundings.now
      return expired || lease.holder.isKnownDead ? nil : lease
    } catch { throw CommandFailure(store: error) }
  }
}

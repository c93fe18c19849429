import BlueprintEngine
import BlueprintModel

/// Takes a deployment's lease away from its holder.
struct LockRelease {
  let workspace: Workspace
  let lock: DeploymentLock

  private static let moment = Duration.seconds(5)

  /// Refuses to take the lease from a process that lives on this machine: it can be asked to end.
  func refuseIfAlive(_ lease: Lease, force: Bool) throws(CommandFailure) {
    guard lock.life == .alive, !force else { return }
    throw CommandFailure(
      .refused, code: "BP0810",
      "process \(lease.holder.process) (`\(lease.holder.label)`) is alive and holds \(lock.deployment)",
      help: [
        "end it in good order: kill -INT \(lease.holder.process)",
        "or take the lock away all the same: --force; what it has begun may still take effect",
      ])
  }

  /// Asks whether to.
  func confirm(_ lease: Lease, assumeYes: Bool) throws(CommandFailure) {
    guard !assumeYes else { return }
    let console = workspace.surroundings.console
    let holder = "`\(lease.holder.label)`, process \(lease.holder.process) on \(lease.holder.host)"
    guard console.isInteractive else {
      throw CommandFailure(
        .usage, code: "BP0934", "this would ask before it takes the lock from \(holder)",
        help: ["pass --yes"])
    }
    let answer = console.ask("Take the lock from \(holder)? [y/N] ")?.lowercased()
    guard answer == "y" || answer == "yes" else { throw CommandFailure(.declined) }
  }

  /// Takes it: claims the run with the next term, which shuts the holder out of the journal, and
  /// gives the claim back.
  func take(_ lease: Lease) async throws(CommandFailure) -> Lease {
    do throws(StoreError) {
      let holder = LeaseHolder.current(
        label: "\(workspace.surroundings.user): blueprint lock release")
      let own = try await workspace.store.claim(
        lease.run, by: holder, for: Self.moment, evicting: lease.term,
        at: workspace.surroundings.now)
      try await workspace.store.release(own, wakeAt: nil)
      return own
    } catch { throw CommandFailure(store: error) }
  }
}

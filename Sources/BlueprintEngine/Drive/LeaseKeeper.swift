import BlueprintModel

/// Renews a lease in the background for as long as its task lives.
struct LeaseKeeper: Sendable {
  let store: any StateStore
  let clock: any RunClock
  let configuration: DriveConfiguration
  let mailbox: Mailbox<DriveEvent>

  /// Renews until the task is cancelled or the lease cannot be kept. A store that is out of
  /// reach is asked again until the lease has run out by the monotonic clock.
  ///
  /// - Parameter claimed: when the claim was sent, by the monotonic clock.
  func keep(_ lease: Lease, claimed: Duration) async {
    var lease = lease
    var lastSent = claimed
    var pause = configuration.renewal
    while await slept(pause) {
      let sent = clock.elapsed()
      do throws(StoreError) {
        lease = try await store.renew(lease, for: configuration.lease, at: clock.now())
        lastSent = sent
        pause = configuration.renewal
        mailbox.post(.renewed(sent: sent))
      } catch {
        guard case .unavailable = error, sent - lastSent < configuration.lease else {
          mailbox.post(.leaseEnded(error))
          return
        }
        pause = configuration.renewal / 5
      }
    }
  }

  private func slept(_ span: Duration) async -> Bool {
    do { try await clock.sleep(for: span) } catch { return false }
    return !Task.isCancelled
  }
}

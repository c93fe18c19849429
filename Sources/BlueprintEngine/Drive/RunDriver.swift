import BlueprintModel

/// Drives a run under a lease: folds its journal, decides, journals intents, has steps performed,
/// journals the answers, until the run is finished or only time can bring it on.
public struct RunDriver: Sendable {
  let store: any StateStore
  let providers: any ProviderDirectory
  let clock: any RunClock
  let configuration: DriveConfiguration
  private let feed: RequestFeed

  /// A driver; it holds no state between drives.
  public init(
    store: any StateStore, providers: any ProviderDirectory, clock: any RunClock = SystemClock(),
    configuration: DriveConfiguration = DriveConfiguration()
  ) {
    self.store = store
    self.providers = providers
    self.clock = clock
    self.configuration = configuration
    feed = RequestFeed(store: store, clock: clock)
  }

  /// Drives `run` as far as it goes now, and gives the lease back.
  ///
  /// A provider's `perform` must return soon after its task is cancelled: a drive that ends early
  /// cancels its calls and waits for them.
  ///
  /// - Parameters:
  ///   - lease: the right to drive it, fresh from `claim`.
  ///   - secrets: the deployment's secrets in clear.
  ///   - drain: asks the drive to stop in good order.
  ///   - observer: is told what happens.
  public func drive(
    _ run: RunID, under lease: Lease, secrets: RunSecrets = .none, drain: Drain = Drain(),
    observer: @escaping RunObserver = { _ in }
  ) async throws(DriveError) -> DriveResult {
    let trust = trustedUntil(lease)
    let core = DriveCore(
      state: try await folded(run), term: lease.term, secrets: secrets,
      configuration: configuration)
    let mailbox = Mailbox<DriveEvent>()
    for request in try await requests(of: run, after: core.state.lastRequest) {
      mailbox.post(.core(.requested(request)))
    }
    let key = await drain.observe { mailbox.post(.core(.drain)) }
    let keeper = LeaseKeeper(
      store: store, clock: clock, configuration: configuration, mailbox: mailbox)
    let result = await withTaskCancellationHandler {
      await withDiscardingTaskGroup { group in
        group.addTask { await keeper.keep(lease, claimed: trust - configuration.trust) }
        group.addTask { await watch(run, after: core.state.lastRequest, mailbox) }
        var drive = Drive(
          driver: self, lease: lease, observer: observer, mailbox: mailbox, core: core,
          trustedUntil: trust)
        let result = await drive.run(in: &group)
        group.cancelAll()
        return result
      }
    } onCancel: {
      mailbox.post(.cancelled)
    }
    await drain.forget(key)
    return try await concluded(result, lease)
  }

  private func requests(
    of run: RunID, after number: Int
  ) async throws(DriveError) -> [FiledRequest] {
    do throws(StoreError) {
      return try await feed.requests(of: run, after: number, age: .zero)
    } catch {
      throw DriveError(error)
    }
  }

  /// Hands over what people ask of the run, until the task is cancelled. A store that cannot be
  /// read for a while is asked again; if it cannot be written either, the lease will tell.
  private func watch(_ run: RunID, after number: Int, _ mailbox: Mailbox<DriveEvent>) async {
    var last = number
    let interval = configuration.requestInterval
    while true {
      do { try await clock.sleep(for: interval) } catch { return }
      do throws(StoreError) {
        for request in try await feed.requests(of: run, after: last, age: interval / 2) {
          last = request.number
          mailbox.post(.core(.requested(request)))
        }
      } catch {
        continue
      }
    }
  }

  /// Until when a lease allows new effects, by the monotonic clock, counted from the moment its
  /// claim was sent.
  private func trustedUntil(_ lease: Lease) -> Duration {
    let age = configuration.lease - (lease.expiry - clock.now())
    return clock.elapsed() - max(age, .zero) + configuration.trust
  }

  private func folded(_ run: RunID) async throws(DriveError) -> RunState {
    let (plan, known, entries) = try await history(of: run)
    do throws(RunFault) {
      var state = try RunState(run: run, plan: plan, known: known)
      for entry in entries { try state.apply(entry) }
      return state
    } catch {
      throw .damaged(error)
    }
  }

  private func history(
    of run: RunID
  ) async throws(DriveError) -> (Plan, [ResourceAddress: Resource], [JournalEntry]) {
    do throws(StoreError) {
      let plan = try await store.plan(of: run)
      let known = try await store.deployment(plan.deployment)?.resources ?? [:]
      return (plan, known, try await store.entries(of: run, after: 0))
    } catch {
      throw DriveError(error)
    }
  }

  /// Gives the lease back once nothing of the drive is left, and only if it ended well: after a
  /// fault nothing is written any more, and the lease runs out by itself.
  private func concluded(
    _ result: Result<DriveResult, DriveError>, _ lease: Lease
  ) async throws(DriveError) -> DriveResult {
    let result = try result.get()
    var wakeAt: Timestamp?
    if case .waiting(let until) = result { wakeAt = until }
    do throws(StoreError) {
      try await store.release(lease, wakeAt: wakeAt)
    } catch {
      throw DriveError(error)
    }
    return result
  }
}

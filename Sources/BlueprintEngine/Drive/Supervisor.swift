import BlueprintModel

/// Brings runs to their end: claims, drives, waits for the next wake time, and again.
public struct Supervisor: Sendable {
  /// The longest sleep before the time of day is looked at again, because it may jump.
  private static let longestSleep = Duration.seconds(60)

  private let store: any StateStore
  private let driver: RunDriver
  private let holder: LeaseHolder
  private let isDead: @Sendable (LeaseHolder) -> Bool

  /// A supervisor that claims runs as `holder`.
  ///
  /// - Parameter isDead: tells whether the holder of a lease is known to be dead, so that the
  ///   lease need not run out first.
  public init(
    driver: RunDriver, holder: LeaseHolder,
    isDead: @escaping @Sendable (LeaseHolder) -> Bool = { $0.isKnownDead }
  ) {
    store = driver.store
    self.driver = driver
    self.holder = holder
    self.isDead = isDead
  }

  /// Drives a run until it is finished or drained.
  ///
  /// - Returns: `.finished`, `.paused` or `.drained`, never `.waiting`.
  /// - Throws: ``DriveError/store(_:)`` with `.leased` if somebody else drives the run.
  public func run(
    _ run: RunID, secrets: RunSecrets = .none, drain: Drain = Drain(),
    observer: @escaping RunObserver = { _ in }
  ) async throws(DriveError) -> DriveResult {
    var seen = 0
    while true {
      guard let lease = try await claim(run) else { return try await conclusion(of: run) }
      let result = try await driver.drive(
        run, under: lease, secrets: secrets, drain: drain, observer: observer)
      guard case .waiting(let until) = result else { return result }
      guard try await slept(until: until, drain, run, &seen) else { return .drained }
    }
  }

  /// A lease, or nil if the run is finished.
  private func claim(_ run: RunID) async throws(DriveError) -> Lease? {
    do throws(StoreError) {
      let present = try await store.run(run)?.lease
      let evicted = present.flatMap { isDead($0.holder) ? $0.term : nil }
      return try await store.claim(
        run, by: holder, for: driver.configuration.lease, evicting: evicted,
        at: driver.clock.now())
    } catch {
      if case .finished = error { return nil }
      throw DriveError(error)
    }
  }

  private func conclusion(of run: RunID) async throws(DriveError) -> DriveResult {
    do throws(StoreError) {
      guard let result = try await store.run(run)?.result else { throw StoreError.notFound(run) }
      return .finished(result)
    } catch {
      throw DriveError(error)
    }
  }

  /// Waits for a moment, without a lease and without a thread. Returns false if the wait ended
  /// because of a drain request.
  ///
  /// - Parameter seen: the newest request of the run that a drive has had before it; a newer one
  ///   ends the wait.
  private func slept(
    until moment: Timestamp, _ drain: Drain, _ run: RunID, _ seen: inout Int
  ) async throws(DriveError) -> Bool {
    let mailbox = Mailbox<SleepEnd>()
    let key = await drain.observe { mailbox.post(.drained) }
    let (clock, store, last) = (driver.clock, store, seen)
    let longest = min(Self.longestSleep, driver.configuration.requestInterval)
    let ends = await withTaskGroup(of: Void.self) { group in
      group.addTask {
        while clock.now() < moment {
          let asked = await Self.newestRequest(of: run, in: store)
          guard asked <= last else { return mailbox.post(.asked(asked)) }
          let left = min(moment - clock.now(), longest)
          do { try await clock.sleep(for: left) } catch { break }
        }
        mailbox.post(.due)
      }
      defer { group.cancelAll() }
      return await mailbox.take()
    }
    await drain.forget(key)
    if Task.isCancelled { throw .cancelled }
    for case .asked(let number) in ends { seen = max(seen, number) }
    return !ends.contains(.drained)
  }

  /// The number of the newest request of a run; 0 if there is none, or none can be read now.
  private static func newestRequest(of run: RunID, in store: any StateStore) async -> Int {
    do throws(StoreError) {
      return try await store.requests(after: 0).last { $0.run == run }?.number ?? 0
    } catch {
      return 0
    }
  }
}

/// Why a supervisor stopped waiting for a moment.
private enum SleepEnd: Sendable, Equatable {
  /// The moment has come.
  case due
  /// A person asks something of the run; the number of the request.
  case asked(Int)
  /// It was asked to stop.
  case drained
}

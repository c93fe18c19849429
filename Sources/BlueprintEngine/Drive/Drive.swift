import BlueprintModel

/// One drive: a core, and around it what the core does not have, a clock, a store and providers.
/// Everything in it belongs to one task; the tasks around it send events.
///
///     take events ─▶ core: a turn ─▶ append its entries ─▶ make its calls ─┐
///          ▲                                                              │
///          └────────────────────────── wait ◀─────────────────────────────┘
struct Drive {
  let driver: RunDriver
  let lease: Lease
  let observer: RunObserver
  let mailbox: Mailbox<DriveEvent>
  var core: DriveCore
  private var trustedUntil: Duration
  /// The drive's number among those that share a capacity.
  private let number: Int
  /// When a call may be made that a rate does not allow yet, by the monotonic clock.
  private var retry: Duration?
  /// When alarms ring, by the monotonic clock.
  private var alarms: Set<Duration> = []

  init(
    driver: RunDriver, lease: Lease, observer: @escaping RunObserver,
    mailbox: Mailbox<DriveEvent>, core: DriveCore, trustedUntil: Duration
  ) {
    self.driver = driver
    self.lease = lease
    self.observer = observer
    self.mailbox = mailbox
    self.core = core
    self.trustedUntil = trustedUntil
    number = driver.capacity.enter()
  }

  private var clock: any RunClock { driver.clock }
  private var configuration: DriveConfiguration { driver.configuration }

  mutating func run(in group: inout DiscardingTaskGroup) async -> Result<DriveResult, DriveError> {
    do throws(DriveError) {
      if let result = core.state.result { return .success(.finished(result)) }
      var events = try take(mailbox.takeNow())
      while true {
        let turn = try turn(taking: events)
        try await append(turn)
        carryOut(turn, in: &group)
        events = []
        if turn.isCut { continue }
        if let result = core.rest(after: turn, at: clock.now()) { return .success(result) }
        setAlarm(wake: turn.wake, in: &group)
        events = try take(await mailbox.take())
      }
    } catch {
      return .failure(error)
    }
  }

  /// What events mean for the core.
  private mutating func take(_ events: [DriveEvent]) throws(DriveError) -> [CoreEvent] {
    var taken: [CoreEvent] = []
    for event in events {
      switch event {
      case .core(let event): taken.append(event)
      case .woke(let moment): alarms.remove(moment)
      case .room: break
      case .renewed(let sent): trustedUntil = sent + configuration.trust
      case .leaseEnded(let error): throw DriveError(error)
      case .cancelled: throw .cancelled
      }
    }
    return taken
  }

  private mutating func turn(taking events: [CoreEvent]) throws(DriveError) -> DriveTurn {
    let moment = DriveMoment(now: clock.now(), elapsed: clock.elapsed())
    let limits = isTrusted ? configuration.limits : .nothing
    let capacity = driver.capacity
    let before = core.inFlight.counted
    var room = Reservation(limits: limits)
    let turn: DriveTurn
    do throws(RunFault) {
      turn = try core.turn(taking: events, at: moment) { inFlight in
        capacity.release(before, leaving: inFlight, at: moment.elapsed)
        room = capacity.reserve(own: inFlight, within: limits, at: moment.elapsed)
        return room.limits
      }
    } catch {
      capacity.settle(room, of: number, taken: [:], heldUp: [], at: moment.elapsed, wake: {})
      throw .damaged(error)
    }
    settle(room, turn, at: moment.elapsed)
    return turn
  }

  /// Gives back what the turn did not take of its room.
  private mutating func settle(_ room: Reservation, _ turn: DriveTurn, at now: Duration) {
    var taken: [LimitKey: Int] = [:]
    for call in turn.calls {
      for key in core.state.limitKeys(of: call.step) { taken[key, default: 0] += 1 }
    }
    // Only what others have taken is waited for in line: what the drive itself does not want to
    // begin, or may not by its own limits, would be woken for nothing.
    let short = turn.heldUp.filter { keys in
      keys.contains { key in room.held[key].map { (taken[key] ?? 0) >= $0 } ?? false }
    }
    let next = driver.capacity.settle(
      room, of: number, taken: taken, heldUp: short, at: now
    ) { [mailbox] in mailbox.post(.room) }
    retry = turn.heldUp.isEmpty ? nil : [room.retry, next].compactMap { $0 }.min()
  }

  /// Takes the drive out of the line for room; calls that are not answered use none any more.
  func leave() {
    driver.capacity.leave(number, using: core.inFlight.counted, at: clock.elapsed())
  }

  /// Whether the lease is fresh enough to begin effects under it.
  private var isTrusted: Bool { clock.elapsed() < trustedUntil }

  /// Appends the entries of a turn. The only place where a drive writes.
  private func append(_ turn: DriveTurn) async throws(DriveError) {
    guard !turn.entries.isEmpty else { return }
    let accepted: [JournalEntry]
    do throws(StoreError) {
      accepted = try await driver.store.append(
        turn.batch, under: lease, at: turn.entries[0].at)
    } catch {
      throw DriveError(error)
    }
    guard accepted == turn.entries else {
      throw .damaged(.journal(sequence: turn.after + 1, "the store changed what it was given"))
    }
    for entry in accepted { observer(.entry(entry)) }
  }

  /// Makes the calls of a turn whose entries are in the store. An append that took too long
  /// leaves its intents in doubt: nothing begins on an old lease.
  private mutating func carryOut(_ turn: DriveTurn, in group: inout DiscardingTaskGroup) {
    for giveUp in turn.giveUps { perform(giveUp, in: &group) }
    guard isTrusted else {
      let before = core.inFlight.counted
      core.withdraw(turn.calls)
      return driver.capacity.release(before, leaving: core.inFlight, at: clock.elapsed())
    }
    for call in turn.calls { perform(call, in: &group) }
  }

  private func perform(_ call: PreparedCall, in group: inout DiscardingTaskGroup) {
    group.addTask { [providers = driver.providers, mailbox, observer, redaction = core.redaction] in
      let answer: Answer
      do throws(ProviderFault) {
        let provider = try await providers.provider(named: call.action.target.provider)
        answer = .outcome(
          try await provider.perform(call.action, call.context) { line in
            observer(.log(call.step, redaction.masking(line)))
          })
      } catch {
        answer = .lost(reason: error.description)
      }
      mailbox.post(.core(.answered(call: call.number, answer)))
    }
  }

  private func perform(_ giveUp: GiveUp, in group: inout DiscardingTaskGroup) {
    group.addTask { [providers = driver.providers, observer, redaction = core.redaction] in
      do throws(ProviderFault) {
        try await providers.provider(named: giveUp.provider).cancel(token: giveUp.token)
      } catch {
        observer(.log(giveUp.step, redaction.masking("cannot be asked to give up: \(error)")))
      }
    }
  }

  /// Has an event sent at the next moment at which something is due: a wake, or the time limit
  /// of a call. An alarm that turns out to be needless rings all the same; a later one is only
  /// set once no earlier one is, so that they never pile up.
  private mutating func setAlarm(wake: Timestamp?, in group: inout DiscardingTaskGroup) {
    let now = clock.elapsed()
    var moments = [core.nextDeadline, retry].compactMap { $0 }
    if let wake { moments.append(now + max(wake - clock.now(), .zero)) }
    guard let next = moments.min(), alarms.min().map({ next < $0 }) ?? true else { return }
    alarms.insert(next)
    group.addTask { [clock, mailbox] in
      do { try await clock.sleep(for: max(next - now, .zero)) } catch { return }
      mailbox.post(.woke(next))
    }
  }
}

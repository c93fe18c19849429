import BlueprintModel

/// One drive: the loop around a run's state. Everything in it belongs to one task; the tasks
/// around it send events.
///
///     take events ─▶ facts ─▶ append ─▶ apply ─▶ decide ─▶ append intents ─▶ apply ─▶ call ─┐
///          ▲                                                                               │
///          └──────────────────────────────── wait ◀────────────────────────────────────────┘
struct Drive {
  let driver: RunDriver
  let lease: Lease
  let secrets: RunSecrets
  let redaction: Redaction
  let observer: RunObserver
  let mailbox: Mailbox<DriveEvent>
  var state: RunState
  var inFlight = InFlight()
  var calls: [Int: Call] = [:]
  var lastCall = 0
  private var trustedUntil: Duration
  private var isDraining = false
  /// When alarms ring, by the monotonic clock.
  private var alarms: Set<Duration> = []

  init(
    driver: RunDriver, lease: Lease, secrets: RunSecrets, observer: @escaping RunObserver,
    mailbox: Mailbox<DriveEvent>, state: RunState, trustedUntil: Duration
  ) {
    self.driver = driver
    self.lease = lease
    self.secrets = secrets
    self.observer = observer
    self.mailbox = mailbox
    self.state = state
    self.trustedUntil = trustedUntil
    redaction = Redaction(secrets: secrets.values.values)
  }

  var clock: any RunClock { driver.clock }
  var configuration: DriveConfiguration { driver.configuration }

  mutating func run(in group: inout DiscardingTaskGroup) async -> Result<DriveResult, DriveError> {
    do throws(DriveError) {
      if let result = state.result { return .success(.finished(result)) }
      var events = mailbox.takeNow()
      while true {
        try await record(events, in: &group)
        if let result = try await advance(in: &group) { return .success(result) }
        events = await mailbox.take()
      }
    } catch {
      return .failure(error)
    }
  }

  /// Journals the facts that events stand for.
  private mutating func record(
    _ events: [DriveEvent], in group: inout DiscardingTaskGroup
  ) async throws(DriveError) {
    var facts: [Fact] = []
    for event in events {
      switch event {
      case .answered(let call, let answer):
        if let fact = close(call, answer) { facts.append(fact) }
      case .woke(let moment): alarms.remove(moment)
      case .renewed(let sent): trustedUntil = sent + configuration.trust
      case .leaseEnded(let error): throw DriveError(error)
      case .drain: isDraining = true
      case .cancelled: throw .cancelled
      }
    }
    facts += giveUpOverdue(in: &group)
    try await append(facts)
  }

  /// Decides and enacts until nothing but events can bring the run on. Returns how the drive
  /// ends, if it does.
  private mutating func advance(
    in group: inout DiscardingTaskGroup
  ) async throws(DriveError) -> DriveResult? {
    while true {
      let decisions = state.decide(now: clock.now(), limits: limits, inFlight: inFlight)
      if try await enact(decisions, in: &group) { continue }
      if let result = state.result { return .finished(result) }
      let wake = decisions.lazy.compactMap(\.moment).first
      if let result = pause(until: wake) { return result }
      setAlarm(wake: wake, in: &group)
      return nil
    }
  }

  /// New effects begin only while the lease is trusted and nobody wants the drive to stop.
  private var limits: Limits {
    isDraining || !isTrusted ? .nothing : configuration.limits
  }

  /// Whether the lease is fresh enough to begin effects under it.
  var isTrusted: Bool { clock.elapsed() < trustedUntil }

  /// Whether the drive ends because there is nothing to wait for in it.
  private func pause(until wake: Timestamp?) -> DriveResult? {
    guard inFlight.isEmpty else { return nil }
    if isDraining { return .drained }
    guard let wake, wake - clock.now() > configuration.shortWait else { return nil }
    return .waiting(until: wake)
  }

  /// Has an event sent at the next moment at which something is due: a wake, or the time limit
  /// of a call. An alarm that turns out to be needless rings all the same; a later one is only
  /// set once no earlier one is, so that they never pile up.
  private mutating func setAlarm(wake: Timestamp?, in group: inout DiscardingTaskGroup) {
    let now = clock.elapsed()
    var moments = calls.values.map(\.deadline)
    if let wake { moments.append(now + max(wake - clock.now(), .zero)) }
    guard let next = moments.min(), alarms.min().map({ next < $0 }) ?? true else { return }
    alarms.insert(next)
    group.addTask { [clock, mailbox] in
      do { try await clock.sleep(for: max(next - now, .zero)) } catch { return }
      mailbox.post(.woke(next))
    }
  }
}

extension Decision {
  /// The moment to wait for, if that is the decision.
  fileprivate var moment: Timestamp? {
    guard case .wait(let until) = self else { return nil }
    return until
  }
}

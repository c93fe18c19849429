import BlueprintModel

/// The pure half of a drive: what happened goes in, what is to be journaled and called comes out.
/// It has no clock, no store and no task, so that the same core drives a run for real and in a
/// simulation.
///
///     events ─▶ facts ─apply─▶ decide ─▶ facts ─apply─▶ decide … ─▶ turn: entries, then calls
///
/// The state runs ahead of the store by the entries of one turn. Nothing of a turn takes effect
/// before the store has accepted its entries; if it refuses them, the drive is over and its core
/// is dropped.
public struct DriveCore: Sendable {
  /// Facts of one turn after which it is handed over, so that no append grows without bound.
  static let mostEntries = 2_000

  /// Where the run stands, with the entries of the last turn.
  public internal(set) var state: RunState
  /// Takes secrets out of what is journaled or shown.
  public internal(set) var redaction: Redaction
  let secrets: RunSecrets
  let configuration: DriveConfiguration
  /// The lease term that entries are written under.
  let term: Int
  var calls: [Int: Call] = [:]
  var inFlight = InFlight()
  var lastCall = 0
  var isDraining = false

  /// A core that goes on from `state`.
  ///
  /// - Parameter term: that of the lease that the run is driven under.
  public init(
    state: RunState, term: Int, secrets: RunSecrets = .none,
    configuration: DriveConfiguration = DriveConfiguration()
  ) {
    self.state = state
    self.term = term
    self.secrets = secrets
    self.configuration = configuration
    redaction = Redaction(secrets: Array(secrets.values.values) + secrets.retired)
    redaction.add(state.openedSecrets(secrets.box))
  }

  /// The calls that were not answered yet.
  public var callsInFlight: Int { inFlight.count }

  /// When the next call has to be given up, by the monotonic clock.
  public var nextDeadline: Duration? { calls.values.map(\.deadline).min() }

  /// Takes up events, and decides until nothing but further events can bring the run on.
  ///
  /// - Parameters:
  ///   - events: what happened since the last turn, in order.
  ///   - moment: the time of day and the monotonic time.
  ///   - limits: how much may be in flight; ``Limits/nothing`` where nothing may begin.
  public mutating func turn(
    taking events: [CoreEvent], at moment: DriveMoment, limits: Limits
  ) throws(RunFault) -> DriveTurn {
    try turn(taking: events, at: moment) { _ in limits }
  }

  /// As ``turn(taking:at:limits:)``, with limits that are asked for when it is known what is still
  /// in flight after the events.
  public mutating func turn(
    taking events: [CoreEvent], at moment: DriveMoment, limits: (InFlight) -> Limits
  ) throws(RunFault) -> DriveTurn {
    var turn = DriveTurn(after: state.sequence)
    for event in events { try take(event, at: moment, into: &turn) }
    try giveUpOverdue(at: moment, into: &turn)
    let granted = limits(inFlight)
    let limits = isDraining ? .nothing : granted
    while state.result == nil, turn.entries.count < Self.mostEntries {
      let decisions = state.decide(now: moment.now, limits: limits, inFlight: inFlight)
      let isSettled = try enact(decisions, at: moment, into: &turn)
      turn.heldUp = state.heldUp
      turn.wake = decisions.lazy.compactMap(\.moment).first
      if isSettled { return turn }
    }
    turn.isCut = state.result == nil
    return turn
  }

  /// Takes calls off the books that were not made after all: their effects are in doubt.
  public mutating func withdraw(_ withdrawn: [PreparedCall]) {
    for call in withdrawn {
      calls[call.number] = nil
      inFlight.remove(call.step)
    }
  }

  /// How the drive can be left after `turn`, with nothing in flight; nil if it has to go on.
  public func rest(after turn: DriveTurn, at now: Timestamp) -> DriveResult? {
    if let result = state.result { return .finished(result) }
    guard inFlight.isEmpty else { return nil }
    if isDraining { return .drained }
    if state.isPaused {
      guard let wake = turn.wake else { return .paused }
      return wake > now ? .waiting(until: wake) : nil
    }
    // Steps that found no room, or whose effect is in doubt, are not done by waiting.
    guard turn.heldUp.isEmpty, state.open.isEmpty else { return nil }
    guard let wake = turn.wake else { return state.waiting.isEmpty ? nil : .paused }
    return wake - now > configuration.shortWait ? .waiting(until: wake) : nil
  }

  private mutating func take(
    _ event: CoreEvent, at moment: DriveMoment, into turn: inout DriveTurn
  ) throws(RunFault) {
    switch event {
    case .answered(let call, let answer):
      for fact in close(call, answer) { try record(fact, at: moment, into: &turn) }
    case .requested(let filed):
      guard filed.number > state.lastRequest, state.conclusion == nil else { return }
      try record(
        .requested(number: filed.number, by: filed.by, filed.request), at: moment, into: &turn)
    case .drain: isDraining = true
    }
  }

  /// Makes a fact an entry, and applies it.
  mutating func record(
    _ fact: Fact, at moment: DriveMoment, into turn: inout DriveTurn
  ) throws(RunFault) {
    let entry = JournalEntry(
      sequence: state.sequence + 1, at: moment.now, term: term, fact: fact)
    if let change = try state.apply(entry) { turn.changes.append(change) }
    turn.entries.append(entry)
  }
}

extension Decision {
  /// The moment to wait for, if that is the decision.
  fileprivate var moment: Timestamp? {
    guard case .wait(let until) = self else { return nil }
    return until
  }
}

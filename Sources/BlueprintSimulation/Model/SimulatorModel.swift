import BlueprintModel

/// A provider of everything, and the world that it works on, without a clock: it is told the moment
/// and tells at which moment it has more to say. The same seed, calls and moments give the same
/// answers.
///
///     perform ─▶ effect under way ──due──▶ effect in the world ─▶ answer
///                    │                                     └─▶ lost: the token finds it again
///                    └── fails, is throttled, cannot be reached: nothing in the world
///
/// Everything that happens is an event at a moment; `advance` makes those happen that are due, in
/// order. A caller that goes away changes nothing: effects end without it.
public struct SimulatorModel: Sendable {
  /// How the simulator behaves.
  public struct Settings: Sendable {
    /// What chance depends on.
    public var seed: UInt64
    /// How long things take.
    public var latencies: LatencyTable
    /// What goes wrong.
    public var faults: [Fault]
    /// What calls answer.
    public var stubs: [Stub]

    /// Settings; see the properties for the parameters.
    public init(
      seed: UInt64 = 0, latencies: LatencyTable = LatencyTable(), faults: [Fault] = [],
      stubs: [Stub] = []
    ) {
      self.seed = seed
      self.latencies = latencies
      self.faults = faults
      self.stubs = stubs
    }
  }

  enum Event: Sendable {
    /// The effect of a token ends.
    case due(token: String)
    /// An answer arrives.
    case answer(SimulatedAnswer)
    /// Machines die.
    case kill(machines: [String], fault: Fault)
    /// Machines come back.
    case revive(machines: [String])
    /// A fault that is about machines alone begins.
    case strike(Fault)
  }

  /// How long a caller waits for a machine that does not answer.
  static let connectTimeout = Duration.seconds(10)
  /// The time of an answer that needs no work.
  static let promptly = Duration.milliseconds(20)

  var settings: Settings
  var world = SimulatedWorld()
  var effects: [String: SimulatedEffect] = [:]
  var events = MomentHeap<Event>()
  var ledger: FaultLedger
  /// Calls under way, by the limit that counts them.
  var held: [Fault: Int] = [:]
  /// Services that were made to take longer, so that it is done once for each start.
  var slowed: Set<String> = []
  /// How often each token took effect.
  var effectCounts: [String: Int] = [:]

  /// A world in which nothing exists.
  public init(_ settings: Settings = Settings(), at now: Timestamp = Timestamp(milliseconds: 0)) {
    self.settings = settings
    ledger = FaultLedger(settings.faults, seed: settings.seed, start: now)
    plan(settings.faults, from: now)
  }

  /// Begins another operation at `now`, with other faults.
  public mutating func begin(faults: [Fault], stubs: [Stub], at now: Timestamp) {
    settings.faults = faults
    settings.stubs = stubs
    ledger = FaultLedger(faults, seed: settings.seed, start: now)
    held = [:]
    world.availability.beginAnew()
    plan(faults, from: now)
  }

  /// Faults that are about machines and no calls strike by themselves.
  private mutating func plan(_ faults: [Fault], from now: Timestamp) {
    for fault in faults where fault.kind == .die && fault.selector.isOfMachines {
      events.insert(.strike(fault), at: now + fault.after)
    }
  }

  /// The next moment at which anything happens; nil if nothing does.
  public var next: Timestamp? { events.first }

  /// What must never be and was, in words.
  public var violations: [String] { world.violations }

  /// The addresses of the machines and supervised services that exist.
  public var inventory: [String] {
    (Array(world.machines.keys) + world.services.keys).sorted()
  }

  /// Forgets an effect whose answer will not be asked for again.
  public mutating func forget(token: String) {
    guard effects[token]?.outcome != nil else { return }
    effects[token] = nil
  }

  /// Nobody waits for answers any more: the controller is gone. What is under way goes on.
  public mutating func disconnect() {
    for token in effects.keys {
      effects[token]?.listener = nil
      effects[token]?.isLost = false
      effects[token]?.isMute = false
    }
  }
}

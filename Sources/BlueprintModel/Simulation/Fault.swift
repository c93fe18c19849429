/// Something that goes wrong in a simulation: what, for which calls or machines, and when.
public struct Fault: Sendable, Hashable {
  /// What goes wrong.
  public enum Kind: Sendable, Hashable {
    /// The call fails.
    case fail(Failure)
    /// The answer is lost, and the caller is left in doubt.
    case lose(Part)
    /// The effect holds, and no answer comes until the call is given up.
    case hang
    /// The call takes this time instead of its usual one.
    case delay(Latency)
    /// At most so many calls a second; those above fail as throttled.
    case throttle(rate: Int)
    /// At most so many calls at a time; those above fail as throttled.
    case limit(Int)
    /// The machine dies. It comes back after the fault's time, if it has one.
    case die
    /// The machine cannot be reached.
    case cut(Direction)
    /// A service takes so much longer to be healthy; nil if it never is.
    case unhealthy(Duration?)
    /// The controller dies and is started again; `away` later somebody goes on with the run.
    case crash(Moment, away: Duration)
  }

  /// What of a call is lost.
  public enum Part: String, Sendable, Hashable, CaseIterable {
    /// The effect happens, and the answer does not arrive.
    case reply
    /// The call itself does not arrive.
    case call
  }

  /// In which direction nothing passes.
  public enum Direction: String, Sendable, Hashable, CaseIterable {
    /// To the machine: nothing is begun.
    case `in`
    /// From the machine: what is begun happens, and its answer does not arrive.
    case out
    /// In neither direction.
    case both
  }

  /// When the controller dies.
  public enum Moment: Sendable, Hashable {
    /// When the journal has this many entries.
    case entry(Int)
    /// The intent of the step is in the journal, and its call was not made.
    case beforeCall
    /// The call of the step was made, and its answer is not in the journal.
    case beforeOutcome
    /// The answer of the step is in the journal.
    case afterOutcome
  }

  /// What goes wrong.
  public var kind: Kind
  /// Which calls and machines it is about.
  public var selector: FaultSelector
  /// How long after the beginning of the operation it begins.
  public var after: Duration
  /// How long it lasts; nil for ever.
  public var lasting: Duration?
  /// How often it strikes each step, at most; nil for the kind's own number.
  public var times: Int?
  /// The part of the calls that it strikes, from 0 to 1, chosen by the seed; nil for all.
  public var chance: Double?

  /// A fault; see the properties for the parameters.
  public init(
    _ kind: Kind, _ selector: FaultSelector = FaultSelector(), after: Duration = .zero,
    lasting: Duration? = nil, times: Int? = nil, chance: Double? = nil
  ) {
    self.kind = kind
    self.selector = selector
    self.after = after
    self.lasting = lasting
    self.times = times
    self.chance = chance
  }

  /// How often it strikes each step, at most.
  public var limitPerStep: Int {
    if let times { return times }
    if chance != nil { return .max }
    switch kind {
    case .fail, .lose, .hang, .die, .crash: return 1
    case .delay, .throttle, .limit, .cut, .unhealthy: return .max
    }
  }
}

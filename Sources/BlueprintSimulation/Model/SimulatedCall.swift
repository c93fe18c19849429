import BlueprintModel

/// A call that a simulated provider is asked to make.
public struct SimulatedCall: Sendable {
  /// The caller's number for it.
  public var number: Int
  /// The step's identity; nil where it is not known, as behind the plugin protocol.
  public var step: String?
  /// What to do.
  public var action: Action
  /// The token, the attempt, the time limit.
  public var context: ActionContext

  /// A call; see the properties for the parameters.
  public init(number: Int, step: String? = nil, action: Action, context: ActionContext) {
    self.number = number
    self.step = step
    self.action = action
    self.context = context
  }
}

/// What arrives at the caller.
public struct SimulatedAnswer: Sendable, Hashable {
  /// The number of the call.
  public var call: Int
  /// The outcome; nil if the answer is lost.
  public var outcome: Outcome?

  /// An answer; see the properties for the parameters.
  public init(call: Int, outcome: Outcome?) {
    self.call = call
    self.outcome = outcome
  }
}

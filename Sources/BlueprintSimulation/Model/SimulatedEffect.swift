import BlueprintModel

/// What became of a token.
struct SimulatedEffect: Sendable {
  /// The call that began it.
  let scene: VerbScene
  /// The verb; nil for one that the simulator does not have.
  let verb: SimulatedVerb
  /// Who is selected by faults.
  let subject: FaultSubject
  /// When it ends; nil if it never does by itself.
  var due: Timestamp?
  /// How it ended; nil while it is under way.
  var outcome: Outcome?
  /// Who waits for the answer.
  var listener: Int?
  /// What goes wrong instead of the effect.
  var failure: Failure?
  /// Whether the answer to the present listener is lost.
  var isLost = false
  /// Whether no answer is given at all.
  var isMute = false
  /// The limits that it counts for.
  var limits: [Fault] = []
}

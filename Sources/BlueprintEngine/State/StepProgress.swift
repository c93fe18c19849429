import BlueprintModel

/// What the journal says about one step.
public struct StepProgress: Sendable, Hashable {
  /// Where the step stands.
  public internal(set) var state: StepState = .pending
  /// The present attempt, from 1.
  public internal(set) var attempt = 1
  /// When the present attempt was first dispatched; its time limit counts from here.
  public internal(set) var attemptBegan: Timestamp?
  /// Whether any attempt was ever dispatched.
  public internal(set) var isBegun = false
  /// Answers of the present attempt that were lost one after the other.
  public internal(set) var losses = 0
  /// The sequence number of the entry that finished the step; 0 before.
  public internal(set) var finishedBy = 0
  /// The digest of each part of the desired state, as the last intent recorded it.
  var desired = ValueMap()
  /// Needs that have not succeeded yet.
  var unmet = 0
  /// The step's place in its ready line; 0 if it stands in none.
  var ticket = 0
  /// The frame that it belongs to.
  var frame = 0
}

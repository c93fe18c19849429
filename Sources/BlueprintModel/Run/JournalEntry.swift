/// A fact as the store accepted it.
public struct JournalEntry: Sendable, Hashable {
  /// Counts up from 1 within the run, without gaps.
  public var sequence: Int
  /// When it was accepted.
  public var at: Timestamp
  /// The lease term of the writer; 0 for the entry that creates the run.
  public var term: Int
  /// What happened.
  public var fact: Fact

  /// An entry; see the properties for the parameters.
  public init(sequence: Int, at: Timestamp, term: Int, fact: Fact) {
    self.sequence = sequence
    self.at = at
    self.term = term
    self.fact = fact
  }
}

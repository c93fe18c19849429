/// A worker's right to drive a run.
public struct Lease: Sendable, Hashable {
  /// The run.
  public var run: RunID
  /// Who holds it.
  public var holder: LeaseHolder
  /// Counts up with every claim of any run of the deployment; never goes down, so that a host
  /// which has seen a term can refuse every older claim.
  public var term: Int
  /// The moment from which another worker may claim the run.
  public var expiry: Timestamp

  /// A lease; see the properties for the parameters.
  public init(run: RunID, holder: LeaseHolder, term: Int, expiry: Timestamp) {
    self.run = run
    self.holder = holder
    self.term = term
    self.expiry = expiry
  }
}

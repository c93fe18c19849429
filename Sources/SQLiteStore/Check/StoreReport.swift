/// What an examination of a store found.
public struct StoreReport: Sendable, Hashable {
  /// The file.
  public var path: String
  /// The schema version of the file; nil if it is no store.
  public var schema: Int?
  /// How much was looked at.
  public var counts = Counts()
  /// What is wrong, in the order in which it was found; empty if the store is sound.
  public var findings: [StoreFinding] = []

  /// How much of each kind a store holds.
  public struct Counts: Sendable, Hashable {
    /// Deployments.
    public var deployments = 0
    /// Resources of all deployments.
    public var resources = 0
    /// Runs.
    public var runs = 0
    /// Entries of all journals.
    public var entries = 0
    /// Entries whose chain was checked; programs before schema 3 wrote none.
    public var chained = 0
  }

  /// A report on the file at `path` that has found nothing yet.
  init(path: String) { self.path = path }

  /// Adds a finding, unless it was told already: damage shows wherever its page is read.
  mutating func add(_ finding: StoreFinding) {
    if !findings.contains(finding) { findings.append(finding) }
  }
}

/// One thing that is wrong with a store.
public struct StoreFinding: Sendable, Hashable {
  /// Where: the file, or what in it: `run run-3f…, entry 17`.
  public var place: String
  /// What is wrong there.
  public var problem: String
  /// What to do about it.
  public var help: String

  /// A finding; see the properties for the parameters.
  public init(_ place: String, _ problem: String, help: String = Self.restore) {
    self.place = place
    self.problem = problem
    self.help = help
  }

  /// What to do about damage.
  public static let restore =
    "stop what works with this store, keep a copy of the state directory as it is, and bring "
    + "back a sound copy of it"
}

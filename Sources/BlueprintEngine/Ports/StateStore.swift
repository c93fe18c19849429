import BlueprintModel

/// Where plans, runs, journals, leases and the state of deployments live.
///
/// Every method is one transaction. Time is a parameter: a store has no clock of its own unless
/// it is shared between machines. All methods throw ``StoreError``.
public protocol StateStore: Sendable {
  /// Brings the schema up to date. Safe to call at every start.
  func migrate() async throws(StoreError)

  /// Writes the plan, the run, its first entry (`created`) and the deployment's next serial, all
  /// or nothing.
  ///
  /// - Throws: `.stale` if the plan's base is not the deployment's serial, `.active` if the
  ///   deployment has an unfinished run.
  func create(_ run: NewRun, at now: Timestamp) async throws(StoreError)

  /// The record of a run, or nil.
  func run(_ id: RunID) async throws(StoreError) -> RunRecord?

  /// The newest runs first, of one deployment or of all.
  func runs(of deployment: String?, limit: Int) async throws(StoreError) -> [RunRecord]

  /// The plan that the run executes.
  func plan(of run: RunID) async throws(StoreError) -> Plan

  /// The entries after `sequence`, in order; all of them after 0.
  func entries(of run: RunID, after sequence: Int) async throws(StoreError) -> [JournalEntry]

  /// Appends facts and applies what they mean for the deployment, in one transaction that is
  /// durable when this returns.
  ///
  /// - Throws: `.conflict` if the newest entry is not `batch.after`, `.leaseLost` if the lease's
  ///   term is not the present one or it expired.
  func append(_ batch: AppendBatch, under lease: Lease, at now: Timestamp)
    async throws(StoreError) -> [JournalEntry]

  /// Takes the right to drive a run, with the next term.
  ///
  /// - Parameter evicted: the term of a lease whose holder is known to be dead, which then need
  ///   not have expired.
  /// - Throws: `.leased` if somebody else's lease has not expired, `.finished` if there is
  ///   nothing to drive, `.notFound`.
  func claim(
    _ run: RunID, by holder: LeaseHolder, for duration: Duration, evicting evicted: Int?,
    at now: Timestamp
  ) async throws(StoreError) -> Lease

  /// Extends a lease. Throws `.leaseLost` if it is not the present one.
  func renew(_ lease: Lease, for duration: Duration, at now: Timestamp)
    async throws(StoreError) -> Lease

  /// Gives a lease back, and says when the run wants to be driven again. A lease that was lost
  /// already is no error.
  func release(_ lease: Lease, wakeAt: Timestamp?) async throws(StoreError)

  /// Files what a person asks of a run; whoever drives it takes it up. Returns its number, which
  /// counts up over all runs of the store.
  ///
  /// - Throws: `.finished` if the run is, `.notFound`.
  func file(_ request: RunRequest, of run: RunID, by person: String)
    async throws(StoreError) -> Int

  /// What was asked of unfinished runs after the request `number`, in order.
  func requests(after number: Int) async throws(StoreError) -> [FiledRequest]

  /// All that is known of a deployment; nil if none of that name ever had a run.
  func deployment(_ name: String) async throws(StoreError) -> DeploymentState?

  /// The names of all deployments that ever had a run, in order.
  func deployments() async throws(StoreError) -> [String]

  /// The sealed secrets of a deployment, by name.
  func sealedSecrets(of deployment: String) async throws(StoreError) -> [String: [UInt8]]

  /// Adds or replaces sealed secrets of a deployment. The store never sees them in clear.
  func setSealedSecrets(_ secrets: [String: [UInt8]], of deployment: String)
    async throws(StoreError)
}

/// A run to be created.
public struct NewRun: Sendable {
  /// Its identity.
  public var id: RunID
  /// What it executes.
  public var plan: Plan
  /// How it is carried out.
  public var settings: RunSettings
  /// Who asked for it, for people.
  public var createdBy: String

  /// A run `id` of `plan`.
  public init(
    id: RunID, plan: Plan, settings: RunSettings = RunSettings(), createdBy: String
  ) {
    self.id = id
    self.plan = plan
    self.settings = settings
    self.createdBy = createdBy
  }
}

/// Facts to append, and what they mean for the deployment.
public struct AppendBatch: Sendable {
  /// The sequence number that the writer believes to be the newest.
  public var after: Int
  /// The facts, in order.
  public var facts: [Fact]
  /// Changes to the deployment's resources, in order.
  public var resources: [ResourceChange]

  /// A batch; see the properties for the parameters.
  public init(after: Int, facts: [Fact], resources: [ResourceChange] = []) {
    self.after = after
    self.facts = facts
    self.resources = resources
  }
}

/// A change to the deployment's resources.
public enum ResourceChange: Sendable, Hashable {
  /// The resource is now as recorded here.
  case put(Resource)
  /// The resource is gone.
  case remove(ResourceAddress)
}

/// A run as lists show it.
public struct RunRecord: Sendable, Hashable {
  /// Its identity.
  public var id: RunID
  /// The deployment it changes.
  public var deployment: String
  /// What was asked for.
  public var operation: Operation
  /// The plan's hash.
  public var plan: Digest
  /// Who asked for it.
  public var createdBy: String
  /// When.
  public var createdAt: Timestamp
  /// When it ended, if it did.
  public var finishedAt: Timestamp?
  /// How it ended, if it did.
  public var result: RunResult?
  /// The lease, if one was ever taken and not given back; it may have expired.
  public var lease: Lease?
  /// When it wants to be driven again, if it waits.
  public var wakeAt: Timestamp?

  /// A record; see the properties for the parameters.
  public init(
    id: RunID, deployment: String, operation: Operation, plan: Digest, createdBy: String,
    createdAt: Timestamp, finishedAt: Timestamp? = nil, result: RunResult? = nil,
    lease: Lease? = nil, wakeAt: Timestamp? = nil
  ) {
    self.id = id
    self.deployment = deployment
    self.operation = operation
    self.plan = plan
    self.createdBy = createdBy
    self.createdAt = createdAt
    self.finishedAt = finishedAt
    self.result = result
    self.lease = lease
    self.wakeAt = wakeAt
  }
}

import BlueprintEngine
import BlueprintModel
import Synchronization

/// A store as one process sees it: it writes down what was accepted, and it can die at an append,
/// just before or just after it took effect. A dead process reaches its store no more.
public final class WitnessedStore: StateStore {
  /// The moment of a process's death.
  public struct Death: Sendable, Hashable {
    /// The append at which it dies, from 1.
    public var append: Int
    /// Whether that append still took effect.
    public var isAfterwards: Bool

    /// Death at the append of that number.
    public init(append: Int, isAfterwards: Bool) {
      self.append = append
      self.isAfterwards = isAfterwards
    }
  }

  private struct State {
    var appends = 0
    var isDead = false
  }

  private let base: any StateStore
  private let trace: Trace
  private let death: Death?
  private let state = Mutex(State())

  /// A process's view of `base`.
  public init(_ base: any StateStore, trace: Trace, death: Death? = nil) {
    self.base = base
    self.trace = trace
    self.death = death
  }

  /// The number of appends tried so far.
  public var appends: Int { state.withLock { $0.appends } }

  /// Whether the process has died.
  public var isDead: Bool { state.withLock { $0.isDead } }

  private static let gone = StoreError.unavailable("the process is dead")

  private func live() throws(StoreError) {
    if isDead { throw Self.gone }
  }

  public func append(
    _ batch: AppendBatch, under lease: Lease, at now: Timestamp
  ) async throws(StoreError) -> [JournalEntry] {
    try live()
    let isLast = state.withLock { state in
      state.appends += 1
      return state.appends == death?.append
    }
    if isLast, death?.isAfterwards == false {
      state.withLock { $0.isDead = true }
      throw Self.gone
    }
    let entries = try await base.append(batch, under: lease, at: now)
    for entry in entries { trace.note(.accepted(entry)) }
    guard !isLast else {
      state.withLock { $0.isDead = true }
      throw Self.gone
    }
    return entries
  }

  public func claim(
    _ run: RunID, by holder: LeaseHolder, for duration: Duration, evicting evicted: Int?,
    at now: Timestamp
  ) async throws(StoreError) -> Lease {
    try live()
    let lease = try await base.claim(
      run, by: holder, for: duration, evicting: evicted, at: now)
    trace.note(.claimed(term: lease.term))
    return lease
  }

  public func create(_ run: NewRun, at now: Timestamp) async throws(StoreError) {
    try live()
    try await base.create(run, at: now)
    for entry in try await base.entries(of: run.id, after: 0) { trace.note(.accepted(entry)) }
  }

  public func migrate() async throws(StoreError) {
    try live()
    try await base.migrate()
  }

  public func run(_ id: RunID) async throws(StoreError) -> RunRecord? {
    try live()
    return try await base.run(id)
  }

  public func runs(of deployment: String?, limit: Int) async throws(StoreError) -> [RunRecord] {
    try live()
    return try await base.runs(of: deployment, limit: limit)
  }

  public func plan(of run: RunID) async throws(StoreError) -> Plan {
    try live()
    return try await base.plan(of: run)
  }

  public func entries(
    of run: RunID, after sequence: Int
  ) async throws(StoreError) -> [JournalEntry] {
    try live()
    return try await base.entries(of: run, after: sequence)
  }

  public func renew(
    _ lease: Lease, for duration: Duration, at now: Timestamp
  ) async throws(StoreError) -> Lease {
    try live()
    return try await base.renew(lease, for: duration, at: now)
  }

  public func release(_ lease: Lease, wakeAt: Timestamp?) async throws(StoreError) {
    try live()
    try await base.release(lease, wakeAt: wakeAt)
  }

  public func file(
    _ request: RunRequest, of run: RunID, by person: String
  ) async throws(StoreError) -> Int {
    try live()
    return try await base.file(request, of: run, by: person)
  }

  public func requests(after number: Int) async throws(StoreError) -> [FiledRequest] {
    try live()
    return try await base.requests(after: number)
  }

  public func deployment(_ name: String) async throws(StoreError) -> DeploymentState? {
    try live()
    return try await base.deployment(name)
  }

  public func deployments() async throws(StoreError) -> [String] {
    try live()
    return try await base.deployments()
  }

  public func sealedSecrets(
    of deployment: String
  ) async throws(StoreError) -> [String: [UInt8]] {
    try live()
    return try await base.sealedSecrets(of: deployment)
  }

  public func setSealedSecrets(
    _ secrets: [String: [UInt8]], of deployment: String
  ) async throws(StoreError) {
    try live()
    try await base.setSealedSecrets(secrets, of: deployment)
  }
}

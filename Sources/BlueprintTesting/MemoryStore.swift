import BlueprintEngine
import BlueprintModel

/// A ``StateStore`` in memory: what the port promises, in the plainest code. Its content is a
/// value, so that a test can take a copy at any moment and go on from there.
public actor MemoryStore: StateStore {
  /// Everything in the store.
  public private(set) var content: Content

  /// A store with `content`.
  public init(_ content: Content = Content()) { self.content = content }

  public func migrate() {}

  public func create(_ run: NewRun, at now: Timestamp) throws(StoreError) {
    try content.create(run, at: now)
  }

  public func run(_ id: RunID) -> RunRecord? { content.runs[id]?.record }

  public func runs(of deployment: String?, limit: Int) -> [RunRecord] {
    let records = content.order.reversed().compactMap { content.runs[$0]?.record }
    return Array(records.filter { deployment == nil || $0.deployment == deployment }.prefix(limit))
  }

  public func plan(of run: RunID) throws(StoreError) -> Plan { try content.stored(run).plan }

  public func entries(of run: RunID, after sequence: Int) throws(StoreError) -> [JournalEntry] {
    Array(try content.stored(run).entries.dropFirst(sequence))
  }

  public func append(
    _ batch: AppendBatch, under lease: Lease, at now: Timestamp
  ) throws(StoreError) -> [JournalEntry] {
    try content.append(batch, under: lease, at: now)
  }

  public func claim(
    _ run: RunID, by holder: LeaseHolder, for duration: Duration, evicting evicted: Int?,
    at now: Timestamp
  ) throws(StoreError) -> Lease {
    try content.claim(run, by: holder, until: now + duration, evicting: evicted, at: now)
  }

  public func renew(
    _ lease: Lease, for duration: Duration, at now: Timestamp
  ) throws(StoreError) -> Lease {
    try content.renew(lease, until: now + duration, at: now)
  }

  public func release(_ lease: Lease, wakeAt: Timestamp?) { content.release(lease, wakeAt) }

  public func file(
    _ request: RunRequest, of run: RunID, by person: String
  ) throws(StoreError) -> Int {
    try content.file(request, of: run, by: person)
  }

  public func requests(after number: Int) -> [FiledRequest] {
    content.requests.filter { $0.number > number && content.runs[$0.run]?.record.result == nil }
  }

  public func deployment(_ name: String) -> DeploymentState? { content.deployments[name] }

  public func deployments() -> [String] { content.deployments.keys.sorted() }

  public func sealedSecrets(of deployment: String) -> [String: [UInt8]] {
    content.secrets[deployment] ?? [:]
  }

  public func setSealedSecrets(_ secrets: [String: [UInt8]], of deployment: String) {
    content.secrets[deployment, default: [:]].merge(secrets) { $1 }
  }
}

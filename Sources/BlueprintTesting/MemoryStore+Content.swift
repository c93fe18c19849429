import BlueprintEngine
import BlueprintModel

extension MemoryStore {
  /// A run as the store keeps it.
  public struct StoredRun: Sendable {
    /// The record; its lease is the present one.
    public var record: RunRecord
    /// The plan.
    public var plan: Plan
    /// The journal.
    public var entries: [JournalEntry]
    /// The highest term given out; at first that of the deployment's run before.
    public var term = 0
  }

  /// Everything in a store, and the rules that change it.
  public struct Content: Sendable {
    /// Runs by identity.
    public internal(set) var runs: [RunID: StoredRun] = [:]
    /// Runs as they were created.
    public internal(set) var order: [RunID] = []
    /// Deployments by name.
    public internal(set) var deployments: [String: DeploymentState] = [:]
    /// Sealed secrets by deployment and name.
    public internal(set) var secrets: [String: [String: [UInt8]]] = [:]

    /// What was asked of runs, in order.
    public internal(set) var requests: [FiledRequest] = []

    /// An empty store.
    public init() {}

    func stored(_ run: RunID) throws(StoreError) -> StoredRun {
      guard let stored = runs[run] else { throw .notFound(run) }
      return stored
    }

    mutating func create(_ run: NewRun, at now: Timestamp) throws(StoreError) {
      let plan = run.plan
      var state = deployments[plan.deployment] ?? DeploymentState(name: plan.deployment)
      if let active = state.activeRun { throw .active(active) }
      guard state.serial == plan.base else { throw .stale(base: plan.base, serial: state.serial) }
      state.serial += 1
      state.activeRun = run.id
      state.revision = plan.revision ?? state.revision
      deployments[plan.deployment] = state
      let before = order.last { runs[$0]?.record.deployment == plan.deployment }
      order.append(run.id)
      let hash = plan.hash
      let created = Fact.created(plan: hash, settings: run.settings)
      runs[run.id] = StoredRun(
        record: RunRecord(
          id: run.id, deployment: plan.deployment, operation: plan.operation, plan: hash,
          createdBy: run.createdBy, createdAt: now),
        plan: plan,
        entries: [JournalEntry(sequence: 1, at: now, term: 0, fact: created)],
        term: before.flatMap { runs[$0]?.term } ?? 0)
    }

    mutating func append(
      _ batch: AppendBatch, under lease: Lease, at now: Timestamp
    ) throws(StoreError) -> [JournalEntry] {
      var stored = try stored(lease.run)
      try Self.check(lease, stored, at: now)
      let newest = stored.entries.count
      guard newest == batch.after else { throw .conflict(sequence: newest) }
      guard stored.record.result == nil else { throw .finished(lease.run) }
      let entries = batch.facts.enumerated().map { offset, fact in
        JournalEntry(sequence: newest + 1 + offset, at: now, term: lease.term, fact: fact)
      }
      // Taken out while it grows, so that its journal is not copied.
      runs[lease.run] = nil
      stored.entries += entries
      var state = deployments[stored.record.deployment]
      state?.apply(batch.resources)
      if case .finished(let result, let outputs)? = entries.last?.fact {
        stored.record.result = result
        stored.record.finishedAt = now
        state?.finish(result, outputs, revision: stored.plan.revision)
      }
      deployments[stored.record.deployment] = state
      runs[lease.run] = stored
      return entries
    }

    mutating func claim(
      _ run: RunID, by holder: LeaseHolder, until expiry: Timestamp, evicting evicted: Int?,
      at now: Timestamp
    ) throws(StoreError) -> Lease {
      var stored = try stored(run)
      guard stored.record.result == nil else { throw .finished(run) }
      if let present = stored.record.lease, present.expiry > now, present.holder != holder,
        present.term != evicted
      {
        throw .leased(present)
      }
      stored.term += 1
      let lease = Lease(run: run, holder: holder, term: stored.term, expiry: expiry)
      stored.record.lease = lease
      stored.record.wakeAt = nil
      runs[run] = stored
      return lease
    }

    mutating func renew(
      _ lease: Lease, until expiry: Timestamp, at now: Timestamp
    ) throws(StoreError) -> Lease {
      try Self.check(lease, try stored(lease.run), at: now)
      var renewed = lease
      renewed.expiry = expiry
      runs[lease.run]?.record.lease = renewed
      return renewed
    }

    mutating func release(_ lease: Lease, _ wakeAt: Timestamp?) {
      guard runs[lease.run]?.record.lease?.term == lease.term else { return }
      runs[lease.run]?.record.lease = nil
      runs[lease.run]?.record.wakeAt = wakeAt
    }

    mutating func file(
      _ request: RunRequest, of run: RunID, by person: String
    ) throws(StoreError) -> Int {
      guard try stored(run).record.result == nil else { throw .finished(run) }
      let number = requests.count + 1
      requests.append(FiledRequest(number: number, run: run, by: person, request: request))
      return number
    }

    private static func check(
      _ lease: Lease, _ stored: StoredRun, at now: Timestamp
    ) throws(StoreError) {
      guard let present = stored.record.lease, present.term == lease.term, present.expiry > now
      else { throw .leaseLost(term: stored.term) }
    }
  }
}

extension DeploymentState {
  mutating func apply(_ changes: [ResourceChange]) {
    for change in changes {
      switch change {
      case .put(let resource): resources[resource.address] = resource
      case .remove(let address): resources[address] = nil
      }
    }
  }

  mutating func finish(
    _ result: RunResult, _ outputs: [PlannedOutput], revision established: Revision?
  ) {
    activeRun = nil
    guard result == .succeeded else { return }
    self.outputs = outputs
    if established == nil, resources.isEmpty { revision = nil }
  }
}

import BlueprintEngine
import BlueprintModel
import BlueprintTesting

/// A provider that answers only when its task is cancelled.
struct DeafProvider: Provider, ProviderDirectory {
  func provider(named name: String) async throws(ProviderFault) -> any Provider { self }

  func perform(
    _ action: Action, _ context: ActionContext, log: @escaping @Sendable (String) -> Void
  ) async throws(ProviderFault) -> Outcome {
    let (never, continuation) = AsyncStream<Void>.makeStream()
    for await _ in never {}
    continuation.finish()
    throw ProviderFault(provider: action.target.provider, reason: "cancelled")
  }

  func cancel(token: String) async {}
}

/// A store that breaks its promises in one way, or is out of reach for one call.
struct BrokenStore: StateStore {
  enum Fault: Sendable {
    /// Appends are taken under any term.
    case takesOldTerms
    /// Renewals find the store out of reach.
    case refusesRenewals
    /// The first intents are acknowledged and never written.
    case forgetsIntents
  }

  let base: MemoryStore
  let fault: Fault

  func append(
    _ batch: AppendBatch, under lease: Lease, at now: Timestamp
  ) async throws(StoreError) -> [JournalEntry] {
    switch fault {
    case .takesOldTerms:
      let present = await base.run(lease.run)?.lease ?? lease
      let entries = try await base.append(batch, under: present, at: now)
      return entries.map { entry in
        JournalEntry(sequence: entry.sequence, at: now, term: lease.term, fact: entry.fact)
      }
    case .forgetsIntents:
      let kept = batch.facts.filter { fact in
        if case .intent = fact { false } else { true }
      }
      let rest = AppendBatch(after: batch.after, facts: kept, resources: batch.resources)
      return try await base.append(rest, under: lease, at: now)
    case .refusesRenewals: return try await base.append(batch, under: lease, at: now)
    }
  }

  func renew(
    _ lease: Lease, for duration: Duration, at now: Timestamp
  ) async throws(StoreError) -> Lease {
    guard case .refusesRenewals = fault else {
      return try await base.renew(lease, for: duration, at: now)
    }
    throw .unavailable("no renewal")
  }

  func claim(
    _ run: RunID, by holder: LeaseHolder, for duration: Duration, evicting evicted: Int?,
    at now: Timestamp
  ) async throws(StoreError) -> Lease {
    try await base.claim(run, by: holder, for: duration, evicting: evicted, at: now)
  }

  func release(_ lease: Lease, wakeAt: Timestamp?) async throws(StoreError) {
    await base.release(lease, wakeAt: wakeAt)
  }

  func migrate() async throws(StoreError) { await base.migrate() }

  func create(_ run: NewRun, at now: Timestamp) async throws(StoreError) {
    try await base.create(run, at: now)
  }

  func run(_ id: RunID) async throws(StoreError) -> RunRecord? { await base.run(id) }

  func runs(of deployment: String?, limit: Int) async throws(StoreError) -> [RunRecord] {
    await base.runs(of: deployment, limit: limit)
  }

  func file(
    _ request: RunRequest, of run: RunID, by person: String
  ) async throws(StoreError) -> Int {
    try await base.file(request, of: run, by: person)
  }

  func requests(after number: Int) async throws(StoreError) -> [FiledRequest] {
    await base.requests(after: number)
  }

  func plan(of run: RunID) async throws(StoreError) -> Plan { try await base.plan(of: run) }

  func entries(of run: RunID, after sequence: Int) async throws(StoreError) -> [JournalEntry] {
    try await base.entries(of: run, after: sequence)
  }

  func deployment(_ name: String) async throws(StoreError) -> DeploymentState? {
    await base.deployment(name)
  }

  func deployments() async throws(StoreError) -> [String] { await base.deployments() }

  func sealedSecrets(of deployment: String) async throws(StoreError) -> [String: [UInt8]] {
    await base.sealedSecrets(of: deployment)
  }

  func setSealedSecrets(
    _ secrets: [String: [UInt8]], of deployment: String
  ) async throws(StoreError) {
    await base.setSealedSecrets(secrets, of: deployment)
  }
}

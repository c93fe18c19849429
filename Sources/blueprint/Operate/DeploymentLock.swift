import BlueprintEngine
import BlueprintModel

/// Who holds a deployment: the lease of its unfinished run.
struct DeploymentLock {
  /// How sure it is that the holder is still there.
  enum Life: String {
    /// It runs on this machine.
    case alive
    /// It ran on this machine and does not any more.
    case dead
    /// It runs on another machine, or ran.
    case unknown
  }

  /// The deployment.
  let deployment: String
  /// The unfinished run; nil if there is none.
  let run: RunRecord?
  /// Since when the present holder has written to the run's journal; nil if it has not yet.
  let since: Timestamp?
  private let now: Timestamp

  /// Looks at `deployment` of `workspace`.
  init(_ workspace: Workspace, deployment: String) async throws(CommandFailure) {
    self.deployment = deployment
    now = workspace.surroundings.now
    guard let active = try await workspace.state(of: deployment).activeRun else {
      (run, since) = (nil, nil)
      return
    }
    do throws(StoreError) {
      run = try await workspace.store.run(active)
      let term = run?.lease?.term
      let entries = term == nil ? [] : try await workspace.store.entries(of: active, after: 0)
      since = entries.first { $0.term == term }?.at
    } catch { throw CommandFailure(store: error) }
  }

  /// The lease, if it is held by somebody who may still write under it.
  var lease: Lease? { run?.lease.flatMap { $0.expiry > now ? $0 : nil } }

  /// Whether the holder is there.
  var life: Life? {
    guard let holder = lease?.holder else { return nil }
    if holder.isKnownDead { return .dead }
    let here = LeaseHolder.current(label: "")
    return holder.host == here.host && holder.boot == here.boot && !here.boot.isEmpty
      ? .alive : .unknown
  }

  /// The lines for people.
  var lines: [String] {
    guard let run else { return ["\(deployment) is not locked: it has no unfinished run"] }
    let operation = ([run.operation.kind.rawValue] + run.operation.arguments).joined(separator: " ")
    guard let lease else {
      return [
        "\(deployment) is not locked", "unfinished  \(run.id), \(operation)",
        "go on with it: blueprint resume",
      ]
    }
    return [
      "\(deployment) is locked", "run         \(run.id), \(operation)",
      "holder      \(lease.holder.label), process \(lease.holder.process) on \(lease.holder.host)",
      "holder is   \(words)", "since       \(since?.readableUTC ?? "-")",
      "term        \(lease.term)", "expires     \(lease.expiry.readableUTC) unless it is renewed",
    ]
  }

  private var words: String {
    switch life {
    case .alive: "alive"
    case .dead: "dead: the next command takes over"
    case .unknown, nil: "on another machine, and may be alive"
    }
  }

  /// The lock for programs.
  var json: Value {
    var map: ValueMap = [
      "deployment": .string(deployment), "locked": .boolean(lease != nil),
      "run": run.map { .string($0.id.description) } ?? .null,
      "operation": run.map(\.operation.json) ?? .null,
    ]
    guard let lease else { return .map(map) }
    map["holder"] = .map((lease.holder.json.map ?? [:]).merging(holderState))
    map["term"] = .integer(lease.term)
    map["since_ms"] = since.map { .integer($0.milliseconds) } ?? .null
    map["expires_at_ms"] = .integer(lease.expiry.milliseconds)
    return .map(map)
  }

  private var holderState: ValueMap { ["state": life.map { .string($0.rawValue) } ?? .null] }
}

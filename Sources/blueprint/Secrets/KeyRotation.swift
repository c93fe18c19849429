import BlueprintModel

/// Gives a store a new key: everything that is sealed is sealed anew under it.
///
///     keys [old] ─▶ keys [new, old] ─▶ each deployment in one transaction ─▶ read back ─▶ keys [new]
///
/// At every moment each sealed thing opens with a key that the file holds, so a crash anywhere
/// leaves everything readable, and the same command again finishes the work.
struct KeyRotation {
  let secrets: SecretStore
  /// Whether a new key is made; otherwise everything is sealed under the newest one.
  let makesKey: Bool
  /// Whether keys that nothing of this store needs any more are dropped.
  let dropsOld: Bool

  /// What was done.
  struct Report {
    /// The number of the newest key.
    var key: String
    /// The deployments that have secrets.
    var deployments: [String]
    /// How many things were sealed anew.
    var resealed = 0
    /// The numbers of keys that are still there besides the newest.
    var kept: [String] = []
    /// The numbers of keys that are no more.
    var dropped: [String] = []
  }

  /// Does it.
  func run() async throws(CommandFailure) -> Report {
    // Several stores may share a key file.
    try await FileLock.holding(secrets.keyFile.path + ".lock") { () async throws(CommandFailure) in
      try await secrets.locked { () async throws(CommandFailure) in try await rotate() }
    }
  }

  private func rotate() async throws(CommandFailure) -> Report {
    let names = try await secrets.deployments().sorted()
    let sealer = try await renewed(names)
    var report = Report(key: sealer.keys[0].name, deployments: [])
    for name in names {
      guard let count = try await reseal(name, sealer) else { continue }
      report.deployments.append(name)
      report.resealed += count
    }
    let earlier = sealer.keys.dropFirst().map(\.name)
    guard dropsOld else {
      report.kept = earlier
      return report
    }
    let newest = Sealer(sealer.keys[0])
    for name in report.deployments { _ = try await opened(name, newest) }
    try write(newest.keys)
    report.dropped = earlier
    return report
  }

  /// The sealer with the new key, which is in the file then. Before that it is made sure that what
  /// is sealed can be opened: a rotation brings nothing back.
  private func renewed(_ deployments: [String]) async throws(CommandFailure) -> Sealer {
    let sealer: Sealer
    do { sealer = try secrets.keyFile.open() } catch { throw CommandFailure(secret: error) }
    for name in deployments { _ = try await opened(name, sealer) }
    guard makesKey else { return sealer }
    let renewed = Sealer(SealingKey(), earlier: sealer.keys)
    try write(renewed.keys)
    return renewed
  }

  private func write(_ keys: [SealingKey]) throws(CommandFailure) {
    do { try secrets.keyFile.write(keys) } catch { throw CommandFailure(secret: error) }
  }

  /// Seals what `deployment` has anew. Returns how much that is; nil if it has nothing.
  private func reseal(_ deployment: String, _ sealer: Sealer) async throws(CommandFailure) -> Int? {
    let content = try await opened(deployment, sealer)
    var entries: [String: Value?] = [:]
    for (name, record) in content.records { entries[name] = .some(record.json) }
    for (name, retired) in content.retired {
      entries[SecretName.retired(name)] = .some(retired.json)
    }
    if let keys = content.captureKeys {
      entries[SecretName.captureKeys] = .some((makesKey ? keys.renewed : keys).json)
    }
    guard !entries.isEmpty else { return nil }
    try await secrets.write(entries, of: deployment, sealer)
    return entries.count
  }

  private func opened(
    _ deployment: String, _ sealer: Sealer
  ) async throws(CommandFailure) -> SecretContent {
    let content: SecretContent
    do {
      content = SecretContent(
        try await secrets.store.sealedSecrets(of: deployment), of: deployment, sealer)
    } catch { throw CommandFailure(store: error) }
    if let name = content.unreadable.min() {
      throw CommandFailure(secret: .otherKey(name: "\(deployment)/\(name)"))
    }
    return content
  }
}

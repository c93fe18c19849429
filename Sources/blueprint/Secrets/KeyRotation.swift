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
  /// Whether what no key opens is given up; otherwise it keeps the rotation from being done.
  let forgets: Bool

  /// What was done.
  struct Report {
    /// The number of the newest key.
    var key: String
    /// The deployments that have secrets.
    var deployments: [String]
    /// How many things were sealed anew.
    var resealed = 0
    /// The things that were given up, by deployment and name.
    var forgotten: [String] = []
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
      let content = try await opened(name, sealer)
      report.forgotten += content.unreadable.sorted().map { "\(name)/\($0)" }
      let entries = entries(of: content)
      guard !entries.isEmpty else { continue }
      try await secrets.write(entries, of: name, sealer)
      report.deployments.append(name)
      report.resealed += entries.count { $0.value != nil }
    }
    let earlier = sealer.keys.dropFirst().map(\.name)
    guard dropsOld else {
      report.kept = earlier
      return report
    }
    let newest = Sealer(sealer.keys[0])
    for name in report.deployments {
      try requireReadable(try await opened(name, newest), of: name)
    }
    try write(newest.keys)
    report.dropped = earlier
    return report
  }

  /// The sealer with the new key, which is in the file then. Before that it is made sure that what
  /// is sealed can be opened: a rotation brings nothing back.
  private func renewed(_ deployments: [String]) async throws(CommandFailure) -> Sealer {
    if !forgets {
      for name in deployments {
        try requireReadable(try await secrets.content(of: name).content, of: name)
      }
    }
    let sealer: Sealer
    do { sealer = try secrets.keyFile.open() } catch { throw CommandFailure(secret: error) }
    guard makesKey else { return sealer }
    let renewed = Sealer(SealingKey(), earlier: sealer.keys)
    try write(renewed.keys)
    return renewed
  }

  private func write(_ keys: [SealingKey]) throws(CommandFailure) {
    do { try secrets.keyFile.write(keys) } catch { throw CommandFailure(secret: error) }
  }

  /// What has to be written so that everything is under the newest key, and nothing is left that
  /// no key opens.
  private func entries(of content: SecretContent) -> [String: Value?] {
    var entries: [String: Value?] = [:]
    for name in content.unreadable {
      entries[name] = .some(nil)
      if SecretName.isSecret(name) { entries[SecretName.retired(name)] = .some(nil) }
    }
    for (name, record) in content.records { entries[name] = .some(record.json) }
    for (name, retired) in content.retired {
      entries[SecretName.retired(name)] = .some(retired.json)
    }
    if let keys = content.captureKeys {
      entries[SecretName.captureKeys] = .some((makesKey ? keys.renewed : keys).json)
    }
    return entries
  }

  private func opened(
    _ deployment: String, _ sealer: Sealer
  ) async throws(CommandFailure) -> SecretContent {
    do {
      return SecretContent(
        try await secrets.store.sealedSecrets(of: deployment), of: deployment, sealer)
    } catch { throw CommandFailure(store: error) }
  }

  private func requireReadable(
    _ content: SecretContent, of deployment: String
  ) throws(CommandFailure) {
    guard let name = content.unreadable.min() else { return }
    throw CommandFailure(secret: .otherKey(name: "\(deployment)/\(name)"))
  }
}
